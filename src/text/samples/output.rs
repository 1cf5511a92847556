use super::{assert_golden, words};
use crate::text::{Wording, not_written, refusal, shortened};
use crate::vocab::{Lang, NotWritten, Refusal, Shortened};

fn told(wording: &Wording) -> String {
    let help = wording.help.as_deref().map(|help| format!("\n  = {help}")).unwrap_or_default();
    format!("{}{help}\n", wording.message)
}

#[test]
fn everything_about_a_written_file_has_its_words_in_both_languages() {
    let file = || "Kết quả 2023.xlsx".to_owned();
    let sheet = || "Giải trình".to_owned();
    let refusals = [
        vec![Refusal::BecomesData("data/b.xlsx".to_owned(), "data/*.xlsx".to_owned()), Refusal::NameTooLong(file())],
        [Refusal::Input, Refusal::NotAFile, Refusal::NotAFolder, Refusal::Edited, Refusal::Foreign, Refusal::Unreadable]
            .map(|kind| kind(file()))
            .to_vec(),
    ]
    .concat();
    let reasons = [
        NotWritten::NoFolder(file()),
        NotWritten::NotAllowed(file()),
        NotWritten::InUse(file()),
        NotWritten::ReadOnly(file()),
        NotWritten::DiskFull(file()),
        NotWritten::NoTemporary("C:\\Temp".to_owned(), None),
        NotWritten::NoTemporary("/tmp".to_owned(), Some("Permission denied (os error 13)".to_owned())),
        NotWritten::Standard(None),
        NotWritten::Standard(Some("Input/output error (os error 5)".to_owned())),
        NotWritten::NoWorkbook("Parameter error: 'too many page breaks'".to_owned()),
        NotWritten::Failed(file(), "Is a directory (os error 21)".to_owned()),
    ];
    let changes = [
        Shortened::Name { written: "Giấy khen: A/B".to_owned(), shown: "Giấy khen - A-B".to_owned() },
        Shortened::Text { sheet: sheet(), row: 16, column: 3 },
        Shortened::Note { sheet: sheet(), row: 16, column: 3 },
        Shortened::Links { sheet: sheet(), dropped: 1234 },
        Shortened::Columns { sheet: sheet(), dropped: 7 },
        Shortened::Split { sheet: sheet(), further: words(&["Giải trình (2)", "Giải trình (3)"]) },
    ];
    let mut gallery = String::new();
    for lang in [Lang::Vi, Lang::En] {
        gallery.extend(refusals.iter().map(|about| told(&refusal(lang, about))));
        gallery.extend(reasons.iter().map(|about| told(&not_written(lang, about))));
        gallery.extend(changes.iter().map(|about| shortened(lang, about) + "\n"));
        gallery.push('\n');
    }
    assert_golden("output", &gallery);
}
