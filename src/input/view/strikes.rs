//! Which styles of an OpenDocument workbook strike out what stands under them.

use std::collections::BTreeMap;

use super::super::xlsx::attributes;

/// How many styles may be derived from each other.
const DEPTH: usize = 16;

/// The styles by their families and names.
#[derive(Default)]
pub(super) struct Strikes {
    styles: BTreeMap<(String, String), Style>,
    /// The style that is being described.
    present: Option<(String, String)>,
    /// Whether any of them strikes out.
    any: bool,
}

#[derive(Default)]
struct Style {
    /// The style from which it is derived.
    parent: Option<String>,
    /// Whether it strikes out; `None` where it says nothing of that.
    strikes: Option<bool>,
}

impl Strikes {
    /// Takes what an element says of a style.
    pub(super) fn describe(&mut self, element: &str, said: &str) {
        let value = |name: &str| attributes::raw(said, name);
        match element {
            "style:style" => {
                let key = (value("family").unwrap_or_default().to_owned(), value("name").unwrap_or_default().to_owned());
                let parent = value("parent-style-name").map(str::to_owned);
                self.styles.insert(key.clone(), Style { parent, strikes: None });
                self.present = Some(key);
            }
            "style:default-style" => self.present = None,
            "style:text-properties" => {
                let line = value("text-line-through-style").or_else(|| value("text-line-through-type"));
                if let (Some(line), Some(style)) = (line, self.present.as_ref().and_then(|key| self.styles.get_mut(key))) {
                    style.strikes = Some(line != "none");
                    self.any |= line != "none";
                }
            }
            _ => {}
        }
    }

    /// Whether any style strikes out.
    pub(super) fn any(&self) -> bool {
        self.any
    }

    /// Whether a style strikes out, or the one from which it is derived.
    pub(super) fn named(&self, family: &str, name: &str) -> bool {
        let mut name = Some(name.to_owned());
        for _ in 0..DEPTH {
            let Some(style) = name.take().and_then(|name| self.styles.get(&(family.to_owned(), name))) else { break };
            if let Some(strikes) = style.strikes {
                return strikes;
            }
            name.clone_from(&style.parent);
        }
        false
    }

    /// Whether the style that an element names strikes out; `None` where it names none of this family.
    pub(super) fn of(&self, family: &str, said: &str) -> Option<bool> {
        let name = attributes::raw(said, "style-name")?;
        self.styles.contains_key(&(family.to_owned(), name.to_owned())).then(|| self.named(family, name))
    }

    /// The same for the style of the cells of a row or of columns that have none of their own.
    pub(super) fn default_of(&self, said: &str) -> Option<bool> {
        let name = attributes::raw(said, "default-cell-style-name").filter(|_| self.any)?;
        Some(self.named("table-cell", name))
    }
}
