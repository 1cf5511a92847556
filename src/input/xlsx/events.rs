//! The XML of a part, event by event.
//!
//! A part is unpacked in pieces that end behind a `>`, so that hardly any event is cut: events are borrowed from the piece
//! in which they stand. What a piece begins and does not end, as a comment with a `>` in it, is read with the next one.

use std::io::Read;
use std::ops::ControlFlow;

use memchr::{memchr2, memrchr};
use quick_xml::events::Event;
use quick_xml::{Error, Reader};

use crate::vocab::finding::TableFault;

use super::Package;

/// How much is unpacked at once.
const PIECE: usize = 1 << 17;

/// How long a tag, a comment or a section may be: nothing that Excel reads comes near it, and what never ends would be read
/// again and again.
const LONGEST: usize = 8 << 20;

/// What comes of an event: the next one is wanted, or none.
pub(in crate::input) type Taken = Result<ControlFlow<()>, TableFault>;

/// The same, and how many bytes behind the event have been read with it.
pub(super) type TakenWith = Result<ControlFlow<(), usize>, TableFault>;

/// Hands over the events of a part until there are no more, or no more are wanted. `None` when the part is not there.
pub(in crate::input) fn events(
    package: &Package<'_>,
    path: &str,
    mut each: impl FnMut(&Event<'_>) -> Taken,
) -> Option<Taken> {
    events_with_rest(package, path, |event, _| Ok(each(event)?.map_continue(|()| 0)))
}

/// Hands over the events of a part, each with what stands behind it in its piece: it may be read with it, when it is of the
/// simple form of [`only_text`].
pub(super) fn events_with_rest(
    package: &Package<'_>,
    path: &str,
    mut each: impl FnMut(&Event<'_>, &[u8]) -> TakenWith,
) -> Option<Taken> {
    let mut package = package.clone();
    Some(package.part(path)?.and_then(|part| all(part, &mut each)))
}

/// How long a text may be to be read at once; a longer one may have to be cut.
const SHORT: usize = 1 << 12;

/// The text between two tags, and how many bytes all three take, when nothing else stands between them: so most cells and
/// strings are written.
pub(super) fn only_text<'p>(rest: &'p [u8], open: &str, close: &str) -> Option<(&'p str, usize)> {
    let rest = rest.strip_prefix(open.as_bytes())?;
    let end = memchr2(b'<', b'&', rest).filter(|end| *end <= SHORT)?;
    let (text, behind) = rest.split_at_checked(end)?;
    let text = behind.starts_with(close.as_bytes()).then_some(text)?;
    Some((str::from_utf8(text).ok()?, open.len() + end + close.len()))
}

fn all(mut part: impl Read, each: &mut impl FnMut(&Event<'_>, &[u8]) -> TakenWith) -> Taken {
    let mut unpacked = Vec::with_capacity(2 * PIECE);
    loop {
        // What is left over is read anew with what follows: with as much again, lest that be done too often.
        let left = unpacked.len();
        let more = u64::try_from(left.max(PIECE)).unwrap_or(u64::MAX);
        let ended = part.by_ref().take(more).read_to_end(&mut unpacked).map_err(|_| TableFault::Damaged)? == 0;
        let end = if ended {
            unpacked.len()
        } else {
            memrchr(b'>', unpacked.get(left..).unwrap_or_default()).map_or(0, |at| left + at + 1)
        };
        let (read, wanted) = of_piece(unpacked.get(..end).unwrap_or_default(), ended, each)?;
        if ended || wanted.is_break() {
            return Ok(wanted);
        }
        unpacked.drain(..read);
        // A text is not read again: it may be as long as the part.
        if unpacked.len() > LONGEST && unpacked.first() == Some(&b'<') {
            return Err(TableFault::Damaged);
        }
    }
}

/// Hands over the events of a piece; tells how many of its bytes have been read, and whether more events are wanted.
fn of_piece(
    piece: &[u8],
    last: bool,
    each: &mut impl FnMut(&Event<'_>, &[u8]) -> TakenWith,
) -> Result<(usize, ControlFlow<()>), TableFault> {
    let mut xml = Reader::from_reader(piece);
    let config = xml.config_mut();
    // A piece may end elements that an earlier one began.
    config.allow_unmatched_ends = true;
    config.check_end_names = false;
    config.check_comments = false;
    config.expand_empty_elements = false;
    loop {
        let read = piece.len() - xml.get_ref().len();
        match xml.read_event() {
            Ok(Event::Eof) => return Ok((piece.len(), ControlFlow::Continue(()))),
            Ok(event) => {
                let rest = *xml.get_ref();
                match each(&event, rest)? {
                    ControlFlow::Continue(with) => *xml.get_mut() = rest.get(with..).unwrap_or_default(),
                    ControlFlow::Break(()) => return Ok((read, ControlFlow::Break(()))),
                }
            }
            Err(Error::Syntax(_)) if !last => return Ok((read, ControlFlow::Continue(()))),
            Err(_) => return Err(TableFault::Damaged),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads with a reader that gives one byte at a time, and gives the events as text.
    fn events_of(xml: &str) -> (Vec<String>, Taken) {
        let mut seen: Vec<String> = Vec::new();
        let taken = all(xml.as_bytes(), &mut |event, _| {
            let shown = match event {
                Event::Text(text) => text.to_string(),
                event => format!("{event:?}"),
            };
            // A text may come in pieces.
            let joins = matches!(event, Event::Text(_)) && seen.last().is_some_and(|last| last.starts_with('='));
            match seen.last_mut().filter(|_| joins) {
                Some(last) => last.push_str(&shown),
                None if matches!(event, Event::Text(_)) => seen.push(format!("={shown}")),
                None => seen.push(shown),
            }
            Ok(ControlFlow::Continue(0))
        });
        (seen, taken)
    }

    #[test]
    fn events_are_whole_wherever_a_piece_ends() {
        let inner = r#"<!-- <a> > --><a b="> >" c='>'>x > y &amp; > z<![CDATA[ > <v> ]]></a><?p > ?><empty/>"#;
        let (expected, taken) = events_of(inner);
        assert_eq!(taken, Ok(ControlFlow::Continue(())));
        assert_eq!(expected.len(), 9, "{expected:?}");
        for before in PIECE - inner.len() - 2..=PIECE + 2 {
            let (seen, taken) = events_of(&format!("<r>{}</r>{inner}{}", "-".repeat(before), " ".repeat(PIECE)));
            assert_eq!((seen.get(3..12), taken), (Some(expected.as_slice()), Ok(ControlFlow::Continue(()))), "{before}");
        }
    }

    #[test]
    fn a_comment_of_many_pieces_is_read() {
        let comment = "> ".repeat(3 * PIECE);
        let (seen, taken) = events_of(&format!("<!--{comment}--><a/>"));
        assert_eq!((seen.len(), taken), (2, Ok(ControlFlow::Continue(()))));
    }

    #[test]
    fn what_does_not_end_is_damaged() {
        for open in ["<a", "<a b=\">", "<!-- >", "<![CDATA[ >", "<a>&amp"] {
            let xml = format!("{}{open}", "<a>".repeat(PIECE / 2));
            assert_eq!(events_of(&xml).1, Err(TableFault::Damaged), "{open}");
        }
        let endless = format!("<a b=\"{}", ">".repeat(3 * LONGEST));
        let mut unread = endless.as_bytes();
        assert_eq!(all(&mut unread, &mut |_, _| Ok(ControlFlow::Continue(0))), Err(TableFault::Damaged));
        assert!(!unread.is_empty(), "what never ends is not read to its end");
    }

    #[test]
    fn what_is_read_with_an_event_does_not_come_again() {
        let xml = "<c><v>1</v></c>".repeat(PIECE) + "<c><v>2</v ></c><c><v>&#51;</v></c>";
        let (mut values, mut at_once) = (String::new(), 0);
        let taken = all(xml.as_bytes(), &mut |event, rest| {
            match event {
                Event::Start(element) if element.name().as_ref() == "c" => {
                    if let Some((text, read)) = only_text(rest, "<v>", "</v></c>") {
                        values.push_str(text);
                        at_once += 1;
                        return Ok(ControlFlow::Continue(read));
                    }
                }
                Event::Text(text) => values.push_str(text),
                Event::GeneralRef(name) => values.push_str(name),
                _ => {}
            }
            Ok(ControlFlow::Continue(0))
        });
        assert_eq!((values, taken), ("1".repeat(PIECE) + "2#51", Ok(ControlFlow::Continue(()))));
        assert!((PIECE - 20..PIECE).contains(&at_once), "all but those that a piece cuts: {at_once}");
    }

    #[test]
    fn only_a_text_between_two_tags_is_read_at_once() {
        let read = |rest: &'static str| only_text(rest.as_bytes(), "<v>", "</v></c>");
        assert_eq!(read("<v>1,5 đ</v></c><c>"), Some(("1,5 đ", 17)));
        assert_eq!(read("<v></v></c>"), Some(("", 11)));
        for other in [
            "",
            "<v>",
            "<v>1",
            "<v>1</v>",
            "<v>1</v> </c>",
            "<v>&lt;</v></c>",
            "<v><![CDATA[1]]></v></c>",
            "<f/><v>1</v></c>",
        ] {
            assert_eq!(read(other), None, "{other}");
        }
    }

    #[test]
    fn events_end_when_no_more_are_wanted() {
        let mut count = 0;
        let taken = all("<a/>".repeat(PIECE).as_bytes(), &mut |_, _| {
            count += 1;
            Ok(if count == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(0) })
        });
        assert_eq!((taken, count), (Ok(ControlFlow::Break(())), 3));
    }
}
