//! The workbook part: its sheets, whether people see them, and from which day dates count.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use quick_xml::events::{BytesStart, Event};

use crate::vocab::finding::TableFault;
use crate::vocab::name::tidy;

use super::super::serial::Epoch;
use super::Package;
use super::attributes;
use super::events::events;

/// A sheet with cells; charts and macros are left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::input) struct Sheet {
    pub(in crate::input) name: String,
    pub(in crate::input) hidden: bool,
    /// The part that holds it.
    pub(in crate::input) path: String,
}

/// What the workbook part says.
#[derive(Debug, Default)]
pub(in crate::input) struct Workbook {
    pub(in crate::input) sheets: Vec<Sheet>,
    pub(in crate::input) epoch: Epoch,
    /// Whether stored results of formulas are to be computed anew when the file is opened, so that they may be stale.
    pub(in crate::input) stale: bool,
    pub(in crate::input) strings: Option<String>,
    pub(in crate::input) styles: Option<String>,
}

/// A reference from one part to another.
struct Relation {
    kind: String,
    path: String,
}

/// Reads the workbook part and the references between parts.
pub(in crate::input) fn read(package: &Package<'_>) -> Result<Workbook, TableFault> {
    let root = relations(package, "", "_rels/.rels")?;
    let path = root
        .into_values()
        .find(|relation| relation.kind == "officeDocument")
        .map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.path);
    let (folder, name) = path.rsplit_once('/').map_or(("", path.as_str()), |(folder, name)| (folder, name));
    let relations = relations(package, folder, &joined(folder, &format!("_rels/{name}.rels")))?;
    let target = |kind: &str| relations.values().find(|relation| relation.kind == kind).map(|found| found.path.clone());
    let mut workbook = Workbook { strings: target("sharedStrings"), styles: target("styles"), ..Workbook::default() };
    elements(package, &path, &mut |element| workbook.take(element, &relations))?;
    Ok(workbook)
}

impl Workbook {
    fn take(&mut self, element: &BytesStart<'_>, relations: &BTreeMap<String, Relation>) {
        let said = element.attributes_raw();
        match element.local_name().as_ref() {
            "sheet" => {
                let relation = attributes::raw(said, "id").and_then(|id| relations.get(id));
                if let Some(relation) = relation.filter(|relation| relation.kind == "worksheet") {
                    self.sheets.push(Sheet {
                        name: tidy(&attributes::text(said, "name").unwrap_or_default()),
                        hidden: attributes::raw(said, "state").is_some_and(|state| state != "visible"),
                        path: relation.path.clone(),
                    });
                }
            }
            // An extension element has the same local name and no such attribute.
            "workbookPr" if attributes::is_true(said, "date1904") => self.epoch = Epoch::Of1904,
            "calcPr" => self.stale |= attributes::is_true(said, "fullCalcOnLoad"),
            _ => {}
        }
    }
}

/// The paths to which a part refers, by the names of the references.
pub(in crate::input) fn targets(
    package: &Package<'_>,
    folder: &str,
    path: &str,
) -> Result<BTreeMap<String, String>, TableFault> {
    let relations = relations(package, folder, path)?;
    Ok(relations.into_iter().map(|(id, relation)| (id, relation.path)).collect())
}

fn relations(package: &Package<'_>, folder: &str, path: &str) -> Result<BTreeMap<String, Relation>, TableFault> {
    let mut relations = BTreeMap::new();
    elements(package, path, &mut |element| {
        let said = element.attributes_raw();
        let (Some(id), Some(kind), Some(target)) =
            (attributes::text(said, "Id"), attributes::raw(said, "Type"), attributes::text(said, "Target"))
        else {
            return;
        };
        let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
        relations.insert(id, Relation { kind, path: joined(folder, &target) });
    })?;
    Ok(relations)
}

/// The path of a reference: absolute, or from the folder of the part that refers.
fn joined(folder: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => drop(path.pop()),
            "." | "" => {}
            step => path.push(step),
        }
    }
    path.join("/")
}

/// Hands over every element of a part; a part that is not there has none.
pub(in crate::input) fn elements(
    package: &Package<'_>,
    path: &str,
    each: &mut dyn FnMut(&BytesStart<'_>),
) -> Result<(), TableFault> {
    let read = events(package, path, |event| {
        if let Event::Start(element) | Event::Empty(element) = event {
            each(element);
        }
        Ok(ControlFlow::Continue(()))
    });
    read.unwrap_or(Ok(ControlFlow::Continue(()))).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_followed_from_the_folder_of_its_part() {
        assert_eq!(joined("xl", "worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(joined("xl", "/xl/worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(joined("xl/worksheets", "../sharedStrings.xml"), "xl/sharedStrings.xml");
        assert_eq!(joined("", "xl/workbook.xml"), "xl/workbook.xml");
    }
}
