//! What a file is, by its bytes and never by its name.

use crate::vocab::finding::{Document, Format, TableFault};

use super::plain::SIGN;

/// What the first bytes of a file say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Nothing, or nothing but white space.
    Empty,
    /// An archive: a workbook of a newer kind, which only its parts tell apart.
    Zip,
    /// A compound file: an older workbook, or a newer one under a password.
    Compound,
    /// A workbook in the plain form of [`super::plain`].
    Plain,
    /// Text with delimiters, as far as one can tell.
    Text,
    /// A web page.
    Html,
    /// An "XML Spreadsheet 2003".
    Xml2003,
    /// A picture or a PDF.
    Document(Document),
    /// Something else that never holds a table: an archive of another kind, a program.
    Other,
}

/// How many bytes are looked at for the signs of HTML and XML.
const LOOKED_AT: usize = 4096;

pub(super) fn kind(bytes: &[u8]) -> Kind {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match bytes {
        _ if text.iter().all(u8::is_ascii_whitespace) => Kind::Empty,
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Kind::Zip,
        [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ..] => Kind::Compound,
        _ if bytes.starts_with(SIGN.as_bytes()) => Kind::Plain,
        [b'%', b'P', b'D', b'F', ..] => Kind::Document(Document::Pdf),
        [0x89, b'P', b'N', b'G', ..]
        | [0xff, 0xd8, 0xff, ..]
        | [b'G', b'I', b'F', b'8', ..]
        | [b'I', b'I', b'*', 0, ..]
        | [b'M', b'M', 0, b'*', ..] => Kind::Document(Document::Picture),
        [b'{', b'\\', b'r', b't', b'f', ..] => Kind::Document(Document::Word),
        [b'R', b'a', b'r', b'!', ..] | [b'7', b'z', 0xbc, 0xaf, ..] => Kind::Other,
        _ => markup(text).unwrap_or(Kind::Text),
    }
}

/// Whether decoded text is a web page.
pub(super) fn is_page(text: &str) -> bool {
    markup(text.as_bytes()) == Some(Kind::Html)
}

/// Whether decoded text is an "XML Spreadsheet 2003".
pub(super) fn is_xml_2003(text: &str) -> bool {
    markup(text.as_bytes()) == Some(Kind::Xml2003)
}

/// Tells a web page and an "XML Spreadsheet 2003" from text; `None` for text.
fn markup(text: &[u8]) -> Option<Kind> {
    let start = text.get(..LOOKED_AT).unwrap_or(text).trim_ascii_start().to_ascii_lowercase();
    let has = |sign: &[u8]| start.windows(sign.len()).any(|window| window == sign);
    match start.first() {
        Some(b'<') if has(b"urn:schemas-microsoft-com:office:spreadsheet") && !has(b"<html") => Some(Kind::Xml2003),
        Some(b'<') if has(b"<html") || has(b"<table") || has(b"<!doctype") => Some(Kind::Html),
        Some(b'<') if has(b"<?xml") => Some(Kind::Other),
        _ => None,
    }
}

/// What a compound file is: an older workbook; else why it is not read.
pub(super) fn compound(bytes: &[u8]) -> Result<Format, TableFault> {
    // Streams are named in the file's folder in UTF-16, and their names are found wherever it stands.
    let has = |stream: &str| {
        let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memchr::memmem::find(bytes, &name).is_some()
    };
    if has("EncryptedPackage") {
        Err(TableFault::Encrypted)
    } else if has("Workbook") || has("Book") {
        Ok(Format::Xls)
    } else if has("WordDocument") {
        Err(TableFault::ADocument { what: Document::Word })
    } else if has_folder(bytes) {
        Err(TableFault::NotATable)
    } else {
        Err(TableFault::Damaged)
    }
}

/// Whether a compound file reaches as far as the folder that names its streams.
fn has_folder(bytes: &[u8]) -> bool {
    let word = |at: usize| bytes.get(at..at + 4).and_then(|word| Some(u32::from_le_bytes(word.try_into().ok()?)));
    let sector = if bytes.get(0x1e) == Some(&12) { 4096 } else { 512 };
    let folder = word(0x30).and_then(|number| usize::try_from(number).ok()?.checked_add(1)?.checked_mul(sector));
    folder.is_some_and(|folder| folder < bytes.len())
}

/// The ending of a file's name when it promises another format than the file has.
pub(super) fn other_ending(name: &str, format: Format) -> Option<String> {
    let ending = name.rsplit_once('.')?.1.to_lowercase();
    let promised: &[Format] = match ending.as_str() {
        "csv" | "tsv" | "txt" => &[Format::Csv],
        "xlsx" | "xlsm" | "xltx" | "xltm" => &[Format::Xlsx],
        "xlsb" => &[Format::Xlsb],
        "xls" | "xlt" => &[Format::Xls],
        "ods" => &[Format::Ods],
        "htm" | "html" => &[Format::Html],
        "xml" => &[Format::Xml2003],
        _ => return None,
    };
    (!promised.contains(&format)).then_some(ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_bytes_say() {
        let case = |bytes: &[u8], expected| assert_eq!(kind(bytes), expected, "{bytes:?}");
        case(b"", Kind::Empty);
        case(b"\xef\xbb\xbf \r\n", Kind::Empty);
        case(b"PK\x03\x04....", Kind::Zip);
        case(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind::Compound);
        case(b"%PDF-1.7", Kind::Document(Document::Pdf));
        case(b"\x89PNG\r\n", Kind::Document(Document::Picture));
        case(b"\xff\xd8\xff\xe0", Kind::Document(Document::Picture));
        case(b"II*\0....", Kind::Document(Document::Picture));
        case(b"{\\rtf1", Kind::Document(Document::Word));
        case(b"7z\xbc\xaf", Kind::Other);
        case(b"  <HTML><body><table>", Kind::Html);
        case(b"<table border=1>", Kind::Html);
        case(b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>", Kind::Xml2003);
        case(b"<?xml version='1.0'?><a/>", Kind::Other);
        case("Mã;Tên\n".as_bytes(), Kind::Text);
    }

    #[test]
    fn an_ending_that_promises_another_format_is_named() {
        assert_eq!(other_ending("a/ket-qua.CSV", Format::Xlsx).as_deref(), Some("csv"));
        assert_eq!(other_ending("ket-qua.xlsm", Format::Xlsx), None);
        assert_eq!(other_ending("ket-qua", Format::Xlsx), None);
    }
}
