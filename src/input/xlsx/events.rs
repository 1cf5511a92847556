//! The XML of a part, event by event.
//!
//! A part is unpacked in pieces that end behind a `>`, so that hardly any event is cut: events are borrowed from the piece
//! in which they stand. What a piece begins and does not end, as a comment with a `>` in it, is read with the next one.

use std::io::Read;
use std::ops::ControlFlow;

use memchr::memrchr;
use quick_xml::events::Event;
use quick_xml::{Error, Reader};

use crate::vocab::finding::TableFault;

use super::Package;

/// How much is unpacked at once.
const PIECE: usize = 1 << 17;

/// What comes of an event: the next one is wanted, or none.
pub(in crate::input) type Taken = Result<ControlFlow<()>, TableFault>;

/// Hands over the events of a part until there are no more, or no more are wanted. `None` when the part is not there.
pub(in crate::input) fn events(
    package: &Package<'_>,
    path: &str,
    mut each: impl FnMut(&Event<'_>) -> Taken,
) -> Option<Taken> {
    let mut package = package.clone();
    Some(package.part(path)?.and_then(|part| all(part, &mut each)))
}

fn all(mut part: impl Read, each: &mut impl FnMut(&Event<'_>) -> Taken) -> Taken {
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
    }
}

/// Hands over the events of a piece; tells how many of its bytes have been read, and whether more events are wanted.
fn of_piece(
    piece: &[u8],
    last: bool,
    each: &mut impl FnMut(&Event<'_>) -> Taken,
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
                if each(&event)?.is_break() {
                    return Ok((read, ControlFlow::Break(())));
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
        let taken = all(xml.as_bytes(), &mut |event| {
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
            Ok(ControlFlow::Continue(()))
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
    }

    #[test]
    fn events_end_when_no_more_are_wanted() {
        let mut count = 0;
        let taken = all("<a/>".repeat(PIECE).as_bytes(), &mut |_| {
            count += 1;
            Ok(if count == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
        });
        assert_eq!((taken, count), (Ok(ControlFlow::Break(())), 3));
    }
}
