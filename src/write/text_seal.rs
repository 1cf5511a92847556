//! The seal of what the tool writes as text: a digest of everything before it, at the very end of the file and in a form
//! that the format allows, so that the tool knows its own work again and sees whether somebody edited it.

use std::io::{self, Read, Write};

use sha2::{Digest, Sha256};

use super::seal::{digest_in, property};
use crate::vocab::Provenance;

/// Which text is sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextSeal {
    /// A JSON object: its last member.
    Json,
    /// An HTML page: a remark behind it.
    Page,
}

/// What stands before the way, the version and the digest.
const MARK: &str = "thidua ";

/// More bytes than a seal takes, from its mark to the end of the file.
const LONGEST: usize = 256;

impl TextSeal {
    /// What stands around the seal; what stands before it is sealed as well.
    const fn around(self) -> [&'static str; 2] {
        match self {
            TextSeal::Json => [",\n\"seal\":\"", "\"\n}\n"],
            TextSeal::Page => ["<!-- ", " -->\n"],
        }
    }
}

/// Passes a text on and seals it at its end.
pub(super) struct Sealing<W> {
    out: W,
    hash: Sha256,
    seal: TextSeal,
}

impl<W: Write> Sealing<W> {
    pub(super) fn new(out: W, seal: TextSeal) -> Sealing<W> {
        Sealing { out, hash: Sha256::new(), seal }
    }

    /// Writes the seal behind everything else.
    pub(super) fn finish(mut self) -> io::Result<()> {
        let [before, behind] = self.seal.around();
        self.write_all(before.as_bytes())?;
        let digest = hexadecimal(&self.hash.finalize());
        write!(self.out, "{MARK}{}{behind}", property(&digest))?;
        self.out.flush()
    }
}

impl<W: Write> Write for Sealing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Judges whether this tool wrote a text and whether it is still as it was. Holds a few kilobytes of it at a time.
///
/// # Errors
///
/// When the text cannot be read.
pub fn text_written_by_us(mut text: impl Read) -> io::Result<Provenance> {
    let mut hash = Sha256::new();
    let mut tail: Vec<u8> = Vec::new();
    let mut piece = vec![0; 1 << 16];
    loop {
        let read = text.read(&mut piece)?;
        if read == 0 {
            break;
        }
        tail.extend_from_slice(&piece[..read]);
        let settled = tail.len().saturating_sub(LONGEST);
        hash.update(&tail[..settled]);
        tail.drain(..settled);
    }
    let Some((sealed, property)) = [TextSeal::Json, TextSeal::Page].into_iter().find_map(|seal| parts(&tail, seal)) else {
        return Ok(Provenance::Foreign);
    };
    hash.update(sealed);
    let digest = hexadecimal(&hash.finalize());
    Ok(if digest_in(property) == Some(digest.as_str()) { Provenance::Ours } else { Provenance::Edited })
}

/// What is sealed of the end of a text, and the property in its seal; `None` for a text without one.
fn parts(tail: &[u8], seal: TextSeal) -> Option<(&[u8], &str)> {
    let [before, behind] = seal.around();
    let inside = tail.strip_suffix(behind.as_bytes())?;
    let begins = format!("{before}{MARK}");
    let at = memchr::memmem::rfind(inside, begins.as_bytes())?;
    let property = std::str::from_utf8(&inside[at + begins.len()..]).ok()?;
    Some((&inside[..at + before.len()], property))
}

/// A digest in hexadecimal figures.
pub(super) fn hexadecimal(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::write::seal::WAY;

    fn sealed(text: &str, seal: TextSeal) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut sealing = Sealing::new(&mut bytes, seal);
        sealing.write_all(text.as_bytes()).unwrap();
        sealing.finish().unwrap();
        bytes
    }

    #[test]
    fn the_tool_knows_its_own_text_and_every_changed_byte_of_it() {
        for seal in [TextSeal::Json, TextSeal::Page] {
            for text in ["{", "Xã Kim Thái", &"dài ".repeat(50_000)] {
                let ours = sealed(text, seal);
                let judged = |bytes: &[u8]| text_written_by_us(bytes).unwrap();
                assert_eq!(judged(&ours), Provenance::Ours, "{seal:?}");
                for at in [0, text.len() / 2, text.len() - 1, ours.len() - 40] {
                    let mut changed = ours.clone();
                    changed[at] ^= 1;
                    assert_ne!(judged(&changed), Provenance::Ours, "{seal:?}, byte {at}");
                }
                assert_eq!(judged(&ours[1..]), Provenance::Edited);
                assert_eq!(judged(&ours[..ours.len() - 1]), Provenance::Foreign);
                let of_another_way = String::from_utf8_lossy(&ours).replace(&format!("{MARK}{WAY} "), "thidua 9 ");
                assert_eq!(judged(of_another_way.as_bytes()), Provenance::Edited);
            }
        }
        assert_eq!(text_written_by_us(&b"{\"a\":1}\n"[..]).unwrap(), Provenance::Foreign);
        assert_eq!(text_written_by_us(&b""[..]).unwrap(), Provenance::Foreign);
    }

    #[test]
    fn a_sealed_object_is_still_json() {
        let bytes = sealed("{\n\"a\":1", TextSeal::Json);
        let read: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(read["a"], 1);
    }
}
