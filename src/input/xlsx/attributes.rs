//! The attributes of an XML element, by local name and without copying.

/// Steps through `name="value"` pairs; what is not a pair ends them.
pub(super) struct Attributes<'a>(pub(super) &'a str);

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<(&'a str, &'a str)> {
        let (name, rest) = self.0.trim_ascii_start().split_once('=')?;
        let rest = rest.trim_ascii_start();
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let (value, rest) = rest.get(1..)?.split_once(quote)?;
        self.0 = rest;
        let name = name.trim_ascii_end();
        Some((name.rsplit_once(':').map_or(name, |(_, local)| local), value))
    }
}

/// The value of an attribute as it is written, with its entities.
pub(super) fn raw<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    Attributes(attributes).find(|(found, _)| *found == name).map(|(_, value)| value)
}

/// The value of an attribute as text.
pub(super) fn text(attributes: &str, name: &str) -> Option<String> {
    let value = raw(attributes, name)?;
    Some(quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), std::borrow::Cow::into_owned))
}

/// Whether an attribute says yes.
pub(super) fn is_true(attributes: &str, name: &str) -> bool {
    raw(attributes, name).is_some_and(|value| matches!(value, "1" | "true" | "on"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_found_by_their_local_name() {
        let attributes = " name=\"A &amp; B\" r:id = 'rId1'\n hidden=\"1\"";
        assert_eq!(text(attributes, "name").as_deref(), Some("A & B"));
        assert_eq!(raw(attributes, "id"), Some("rId1"));
        assert!(is_true(attributes, "hidden"));
        assert_eq!(raw(attributes, "state"), None);
        assert_eq!(raw("broken", "broken"), None);
        assert_eq!(raw("a=1 b=\"2\"", "b"), None);
        assert_eq!(raw("a=\"1", "a"), None);
    }
}
