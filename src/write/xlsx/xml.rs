//! The pieces from which the parts of a workbook are written.

use memchr::memchr3;

use super::text::literal;

/// A whole number.
pub(super) fn whole(to: &mut Vec<u8>, mut number: u32) {
    let mut digits = [b'0'; 10];
    let mut first = digits.len();
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + u8::try_from(number % 10).unwrap_or_default();
        first -= 1;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    to.extend_from_slice(digits.get(first..).unwrap_or_default());
}

/// A length of so many pixels in points, of which a pixel is three quarters.
pub(super) fn points(to: &mut Vec<u8>, pixels: u32) {
    let quarters = u64::from(pixels) * 3;
    whole(to, u32::try_from(quarters / 4).unwrap_or(u32::MAX));
    to.extend_from_slice(match quarters % 4 {
        0 => b"",
        1 => b".25",
        2 => b".5",
        _ => b".75",
    });
}

/// The letters of a column.
pub(super) fn letters(to: &mut Vec<u8>, column: u16) {
    if column >= 26 {
        letters(to, column / 26 - 1);
    }
    to.push(b'A' + u8::try_from(column % 26).unwrap_or_default());
}

/// The name of a cell.
pub(super) fn cell(to: &mut Vec<u8>, row: u32, column: u16) {
    letters(to, column);
    whole(to, row + 1);
}

/// An element of text, `<t>`, which keeps the spaces at its ends and what looks like an escape.
pub(super) fn text(to: &mut Vec<u8>, text: &str) {
    const SPACES: [char; 3] = [' ', '\n', '\t'];
    let shown = literal(text);
    let spaced = shown.starts_with(SPACES) || shown.ends_with(SPACES);
    to.extend_from_slice(if spaced { b"<t xml:space=\"preserve\">" } else { b"<t>" });
    escaped(to, &shown);
    to.extend_from_slice(b"</t>");
}

/// A text between two elements. It holds no control characters but line ends and tabs.
fn escaped(to: &mut Vec<u8>, text: &str) {
    let mut rest = text.as_bytes();
    while let Some(at) = memchr3(b'&', b'<', b'>', rest) {
        let (plain, sign) = rest.split_at(at);
        to.extend_from_slice(plain);
        to.extend_from_slice(match sign.first() {
            Some(b'<') => b"&lt;",
            Some(b'>') => b"&gt;",
            _ => b"&amp;",
        });
        rest = sign.get(1..).unwrap_or_default();
    }
    to.extend_from_slice(rest);
}

/// A text between quotation marks.
pub(super) fn attribute(to: &mut Vec<u8>, text: &str) {
    for byte in text.bytes() {
        match byte {
            b'&' => to.extend_from_slice(b"&amp;"),
            b'<' => to.extend_from_slice(b"&lt;"),
            b'>' => to.extend_from_slice(b"&gt;"),
            b'"' => to.extend_from_slice(b"&quot;"),
            b'\n' => to.extend_from_slice(b"&#xA;"),
            b'\t' => to.extend_from_slice(b"&#x9;"),
            byte => to.push(byte),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(write: impl Fn(&mut Vec<u8>), expected: &str) {
        let mut to = Vec::new();
        write(&mut to);
        assert_eq!(String::from_utf8_lossy(&to), expected);
    }

    #[test]
    fn cells_are_named_as_excel_names_them() {
        for (row, column) in [(0, 0), (9, 25), (16, 26), (99, 51), (0, 52), (5, 701), (5, 702), (1_048_575, 16_383)] {
            case(|to| cell(to, row, column), &rust_xlsxwriter::utility::row_col_to_cell(row, column));
        }
    }

    #[test]
    fn pixels_are_points_to_the_quarter() {
        for (pixels, expected) in [(0, "0"), (21, "15.75"), (42, "31.5"), (48, "36"), (57, "42.75"), (7, "5.25")] {
            case(|to| points(to, pixels), expected);
        }
        case(|to| whole(to, u32::MAX), "4294967295");
    }

    #[test]
    fn signs_of_the_markup_stay_text() {
        case(|to| text(to, "a < b & c > \"d\""), "<t>a &lt; b &amp; c &gt; \"d\"</t>");
        case(|to| text(to, "x\n"), "<t xml:space=\"preserve\">x\n</t>");
        case(|to| text(to, "_x0007_"), "<t>_x005F_x0007_</t>");
        case(|to| text(to, ""), "<t></t>");
        case(|to| attribute(to, "'Tên \"1\"'\n<&>"), "'Tên &quot;1&quot;'&#xA;&lt;&amp;&gt;");
    }
}
