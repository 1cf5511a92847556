use super::{assert_golden, gallery, samples, words};
use crate::vocab::finding::TableFault::{self, *};
use crate::vocab::finding::{Alternatives, Document, Encoding, Format, SheetLacks, SheetSeen};

fn headings(wanted: &[&str], seen: &[&str], at: Option<u32>, searched: Option<u32>) -> TableFault {
    HeadingsNotFound { wanted: words(wanted), seen: words(seen), at, searched }
}

samples! { TableFault:
    EmptyFile => [EmptyFile],
    Damaged => [Damaged],
    Encrypted => [Encrypted],
    NotATable => [NotATable],
    ADocument { .. } => [
        ADocument { what: Document::Picture },
        ADocument { what: Document::Pdf },
        ADocument { what: Document::Word },
    ],
    OtherFormat { .. } => [
        OtherFormat { ending: "xls".into(), format: Format::Xlsx },
        OtherFormat { ending: "xls".into(), format: Format::Xml2003 },
    ],
    PartlySeen { .. } => [PartlySeen { format: Format::Xls }],
    TooLarge { .. } => [TooLarge { megabytes: 4096, limit: 128 }],
    TextTooLarge { .. } => [TextTooLarge { megabytes: 200, limit: 128, raise: 101 }],
    TooManyRows => [TooManyRows],
    TooManyColumns { .. } => [TooManyColumns { row: 7 }],
    LongText { .. } => [LongText { begins: "x".repeat(80) }],
    TooMuchMemory { .. } => [TooMuchMemory { megabytes: 512, limit: 64 }],
    FarCell { .. } => [
        FarCell { row: 1_048_575, column: 16_383, sheet: None },
        FarCell { row: 65_535, column: 255, sheet: Some(2) },
    ],
    TooSlow { .. } => [TooSlow { seconds: 12 }],
    UnknownEncoding => [UnknownEncoding],
    BrokenLetters => [BrokenLetters],
    Converted { .. } => [
        Converted { encoding: Encoding::Windows1258 },
        Converted { encoding: Encoding::Tcvn3 },
        Converted { encoding: Encoding::Vni },
    ],
    LostLetters { .. } => [
        LostLetters { word: "T?t".into(), once: false },
        LostLetters { word: "T?t".into(), once: true },
    ],
    MistakenLetters { .. } => [
        MistakenLetters { encoding: Encoding::Tcvn3, written: "X· Kim Th¸i".into() },
        MistakenLetters { encoding: Encoding::Vni, written: "Xaõ Kim Thaùi".into() },
        MistakenLetters { encoding: Encoding::Utf8, written: "XÃ£ HÃ²a BÃ¬nh".into() },
    ],
    UnclosedQuote => [UnclosedQuote],
    ShiftedLine { .. } => [
        ShiftedLine { cells: 13, headings: 12, delimiter: ',' },
        ShiftedLine { cells: 13, headings: 12, delimiter: '\t' },
    ],
    SheetNotFound { .. } => [
        SheetNotFound { wanted: "Quý III".into(), sheets: words(&["Quý I", "Quý II"]), fits: None, among: false },
        SheetNotFound {
            wanted: "Biểu 1".into(),
            sheets: words(&["Bìa", "Trang 1"]),
            fits: Some("Trang 1".into()),
            among: true,
        },
    ],
    SeveralSheets { .. } => [SeveralSheets {
        sheets: vec![
            SheetSeen { name: "Đơn vị".into(), hidden: false, headings: words(&["Mã đơn vị", "Điểm"]) },
            SheetSeen { name: "Đơn vị (2)".into(), hidden: false, headings: words(&["Mã đơn vị", "Điểm", "Ghi chú"]) },
        ],
        among: false,
    }, SeveralSheets {
        sheets: vec![SheetSeen { name: "Tháng".into(), hidden: false, headings: words(&["Mã", "Điểm"]) }; 14],
        among: true,
    }],
    NoSheetComplete { .. } => [NoSheetComplete {
        sheets: vec![
            SheetLacks { name: "Quý I".into(), has: words(&["Mã đơn vị"]), lacks: words(&["Điểm"]) },
            SheetLacks { name: "Quý II".into(), has: words(&["Điểm"]), lacks: words(&["Mã đơn vị"]) },
        ],
        among: false,
    }, NoSheetComplete {
        sheets: vec![
            SheetLacks { name: "Quý I".into(), has: words(&["Mã đơn vị"]), lacks: words(&["Điểm"]) },
            SheetLacks { name: "Quý II".into(), has: words(&["Điểm"]), lacks: words(&["Mã đơn vị"]) },
        ],
        among: true,
    }],
    NoSheetFits { .. } => [NoSheetFits {
        wanted: words(&["Mã đơn vị", "Điểm"]),
        sheets: vec![
            SheetSeen { name: "Bìa".into(), hidden: false, headings: words(&[]) },
            SheetSeen { name: "DANHMUC".into(), hidden: true, headings: words(&["Mã", "Tên"]) },
        ],
    }],
    HiddenSheet => [HiddenSheet],
    HiddenRows { .. } => [HiddenRows { count: 1 }, HiddenRows { count: 12 }],
    HiddenColumns { .. } => [HiddenColumns { count: 2 }],
    StaleResults { .. } => [StaleResults { count: 40 }],
    HeadingsNotFound { .. } => [
        headings(&["Mã đơn vị"], &["Code", "Name"], None, None),
        headings(&["Mã đơn vị"], &[], None, None),
        headings(&["Mã đơn vị"], &["Ghi chú"], None, Some(46)),
        headings(&["Mã đơn vị", "Tên đơn vị"], &["Ghi chú"], Some(57), Some(46)),
    ],
    HeadingOfSeveral { .. } => [
        HeadingOfSeveral { heading: "Trong đó".into(), below: words(&["Trong đó › Trực tuyến", "Trong đó › Trực tiếp"]) },
    ],
    HeadingRowEmpty { .. } => [HeadingRowEmpty { row: 7 }],
    MissingColumn { near: Some(_), among: None, .. } => [
        MissingColumn { heading: "Tên đơn vị".into(), near: Some("Tên đơm vị".into()), among: None },
    ],
    MissingColumn { near: None, among: None, .. } => [
        MissingColumn { heading: "Khối".into(), near: None, among: None },
    ],
    MissingColumn { near: Some(_), among: Some(_), .. } => [
        MissingColumn {
            heading: "Trực tuyến".into(),
            near: Some("Trực tuyền".into()),
            among: alternatives("heading", &["Trực tuyến"], &["Trực tuyền", "STT"]),
        },
    ],
    MissingColumn { near: None, among: Some(_), .. } => [
        MissingColumn {
            heading: "Tiếp nhận".into(),
            near: None,
            among: alternatives("heading", &["Tiếp nhận", "SO_HS_TN"], &["Số hồ sơ \"tiếp nhận\"", "STT"]),
        },
        MissingColumn { heading: "Mã".into(), near: None, among: alternatives("id", &["Mã"], &[]) },
    ],
    DoubledColumn { .. } => [
        DoubledColumn { heading: "Tổng số".into(), written: words(&["Tiếp nhận › Tổng số", "Giải quyết › Tổng số"]) },
    ],
    UnheadedColumn { .. } => [
        UnheadedColumn { heading: "Họ và tên".into(), count: 1 },
        UnheadedColumn { heading: "Họ và tên".into(), count: 30 },
    ],
    DoubledPlace => [DoubledPlace],
    StruckOut { .. } => [StruckOut { written: "12".into() }],
    HiddenText { .. } => [HiddenText { written: "0012".into() }],
    TableInCell => [TableInCell],
    ManyMore { .. } => [ManyMore { count: 1 }, ManyMore { count: 3_290_000 }],
    SecondTable => [SecondTable],
    NoRows => [NoRows],
}

fn alternatives(key: &str, spellings: &[&str], unread: &[&str]) -> Option<Alternatives> {
    Some(Alternatives { key: key.into(), spellings: words(spellings), unread: words(unread) })
}

#[test]
fn every_finding_in_a_table_has_its_words_in_both_languages() {
    assert_golden("table_faults", &gallery(samples()));
}
