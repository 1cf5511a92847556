//! The attributes of an XML element, by local name and without copying.

/// Steps through `name="value"` pairs; what is not a pair ends them.
pub(in crate::input) struct Attributes<'a>(pub(in crate::input) &'a str);

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<(&'a str, &'a str)> {
        // Names and values have few letters, so that looking at one after the other is the shortest way.
        let bytes = self.0.as_bytes();
        let from = |at: usize, found: &dyn Fn(&u8) -> bool| Some(at + bytes.get(at..)?.iter().position(found)?);
        let start = from(0, &|byte| !byte.is_ascii_whitespace())?;
        let equals = from(start, &|byte| *byte == b'=')?;
        let quote = from(equals + 1, &|byte| !byte.is_ascii_whitespace())?;
        let sign = *bytes.get(quote).filter(|sign| matches!(sign, b'"' | b'\''))?;
        let end = from(quote + 1, &|byte| *byte == sign)?;
        let name = self.0.get(start..equals)?.trim_ascii_end();
        let value = self.0.get(quote + 1..end)?;
        self.0 = self.0.get(end + 1..)?;
        let prefix = name.bytes().position(|byte| byte == b':').map_or(0, |colon| colon + 1);
        Some((name.get(prefix..)?, value))
    }
}

/// The value of an attribute as it is written, with its entities.
pub(in crate::input) fn raw<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    Attributes(attributes).find(|(found, _)| *found == name).map(|(_, value)| value)
}

/// The value of an attribute as text.
pub(in crate::input) fn text(attributes: &str, name: &str) -> Option<String> {
    let value = raw(attributes, name)?;
    Some(quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), std::borrow::Cow::into_owned))
}

/// Whether an attribute says yes.
pub(in crate::input) fn is_true(attributes: &str, name: &str) -> bool {
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
