//! Files that ask for all memory, for ever, or for what the terminal should not do: a plain sentence each, soon.

use std::io::{Cursor, Write};
use std::time::Duration;

use zip::write::SimpleFileOptions;

use super::made::{Book, archive, compound, endless_compound, ods, packed, xls, xls_cell, xls_of, xlsb};
use super::program::{Said, check, check_columns, run};

/// How long any of these files may take. A release build needs less than a second for each; this one is not optimised, and
/// tests share the machine.
const SOON: Duration = Duration::from_secs(20);

/// The file is refused with this one finding, soon, without a panic, within the memory of [`check`].
#[track_caller]
fn refused(file: &str, bytes: &[u8], code: &str) -> Said {
    let said = check(file, bytes);
    assert_eq!((said.code, said.codes()), (Some(1), vec![code]), "{file}: {}", said.err);
    assert!(said.err.contains("= cách sửa: "), "{file}: {}", said.err);
    assert!(said.took < SOON, "{file} took {:?}", said.took);
    said.assert_clean(file);
    said
}

const ROWS: &str = r#"<row><c t="str"><v>Mã</v></c><c t="str"><v>Tên</v></c><c t="str"><v>Điểm</v></c></row>
    <row><c t="str"><v>DV1</v></c><c t="str"><v>Xã A</v></c><c><v>62.5</v></c></row>"#;

#[test]
fn a_compressed_bomb_is_refused_before_it_is_unpacked() {
    let bomb = Book { head: &" ".repeat(100 << 20), ..Book::of(ROWS) }.bytes();
    assert!(bomb.len() < 1 << 20);
    let said = refused("bom.xlsx", &bomb, "too-large");
    assert!(said.err.contains("giới hạn 64 MB") && said.err.contains("--max-size 101"), "{}", said.err);
    let raised = run("bom.xlsx", &bomb, &["check", "--max-size", "101"]);
    assert_eq!(raised.code, Some(0), "{}", raised.err);
    assert_eq!(raised.column("score"), "C Điểm → score 1 0 0 62,5");
}

#[test]
fn a_bomb_that_lies_about_its_size_is_damaged() {
    let mut bomb = Book { head: &" ".repeat(100 << 20), ..Book::of(ROWS) }.bytes();
    // Every size that is too large for an honest part becomes a kilobyte.
    for at in 0..bomb.len().saturating_sub(4) {
        let number = u32::from_le_bytes(bomb[at..at + 4].try_into().unwrap());
        if (100 << 20..101 << 20).contains(&number) {
            bomb[at..at + 4].copy_from_slice(&1024_u32.to_le_bytes());
        }
    }
    refused("bom.xlsx", &bomb, "damaged-file");
}

#[test]
fn a_sheet_with_its_only_cell_in_the_last_corner_costs_nothing() {
    let stray = format!(r#"{ROWS}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#);
    let said = check("xa.xlsx", &Book { head: r#"<dimension ref="A1:XFD1048576"/>"#, ..Book::of(&stray) }.bytes());
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert_eq!(said.column("score"), "C Điểm → score 1 0 0 62,5");
    assert!(
        said.out.contains("dòng 1048576: ghi chú, hoặc gần như trống\n") && said.out.contains("1.048.573 dòng trống"),
        "{}",
        said.out
    );
    assert!(said.took < SOON);
    let alone = Book::of(r#"<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#).bytes();
    refused("mot-o.xlsx", &alone, "headings-not-found");
}

#[test]
fn a_cut_or_scrambled_archive_is_damaged() {
    let whole = Book::of(ROWS).bytes();
    for part in [4, 30, whole.len() / 2, whole.len() - 1] {
        refused("cut.xlsx", &whole[..part], "damaged-file");
    }
    let old = xls(&[(0, 0, "Mã"), (0, 1, "Tên"), (0, 2, "Điểm"), (1, 0, "DV1"), (1, 2, "5")]);
    for part in [8, 512, 700, 1600, old.len() - 3000] {
        refused("cut.xls", &old[..part], "damaged-file");
    }
}

#[test]
fn a_password_is_named_whichever_way_the_file_is_locked() {
    let said = refused("khoa.xlsx", &compound("EncryptedPackage", &[1; 5000]), "encrypted-file");
    assert!(said.err.contains("bỏ mật khẩu rồi lưu lại"), "{}", said.err);
    // The first bit of the flags of each entry, here and in the table at the end, says that it is locked.
    let mut locked = Book::of(ROWS).bytes();
    for (sign, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let entries: Vec<usize> = (0..locked.len() - 4).filter(|at| locked[*at..].starts_with(sign)).collect();
        entries.into_iter().for_each(|at| locked[at + flags] |= 1);
    }
    refused("khoa.xlsx", &locked, "encrypted-file");
    let manifest = r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry
        manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"#;
    let sheet = [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", "\u{1}\u{2}"),
    ];
    refused("khoa.ods", &archive(&sheet), "encrypted-file");
}

#[test]
fn a_text_that_each_row_shows_is_held_once() {
    let headings = r#"<row><c t="str"><v>Mã</v></c><c t="str"><v>Tên</v></c><c t="str"><v>Điểm</v></c><c t="str"><v>Ghi chú</v></c></row>"#;
    let row = |row: u32| {
        format!(
            r#"<row><c t="str"><v>DV{row}</v></c><c t="str"><v>Xã {row}</v></c><c><v>5</v></c><c t="s"><v>0</v></c></row>"#
        )
    };
    let rows = headings.to_owned() + &(0..9000).map(row).collect::<String>();
    // Together more than all memory that there is.
    let strings = format!("<si><t>{}</t></si>", "ễ".repeat(32_000));
    let remark = r#"remark = { heading = "Ghi chú", kind = "text" }"#;
    let said = check_columns(remark, "dai.xlsx", &Book { strings: &strings, ..Book::of(&rows) }.bytes());
    assert_eq!((said.code, said.codes()), (Some(0), vec![]), "{:.2000}", said.err);
    assert!(said.column("remark").starts_with("D Ghi chú → remark 9.000 0 0 "), "{}", said.column("remark"));
}

#[test]
fn a_million_shared_strings_are_read_or_refused_by_size() {
    let strings: String = (0..1_000_000).map(|number| format!("<si><t>Chuỗi {number}</t></si>")).collect();
    let said = check("chuoi.xlsx", &Book { strings: &strings, ..Book::of(ROWS) }.bytes());
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(said.took < SOON, "{:?}", said.took);
    let more = "<si><t>x</t></si>".repeat(4_000_000);
    refused("chuoi.xlsx", &Book { strings: &more, ..Book::of(ROWS) }.bytes(), "too-large");
}

#[test]
fn a_file_that_goes_in_circles_is_stopped_by_the_limit_of_memory() {
    let endless = endless_compound();
    assert_eq!(endless.len(), 1024);
    if cfg!(target_os = "linux") {
        let said = refused("vong.xls", &endless, "too-much-memory");
        assert!(said.err.contains("hơn 512 MB bộ nhớ") && said.err.contains("lưu lại dưới dạng .xlsx"), "{}", said.err);
    } else {
        let said = check("vong.xls", &endless);
        assert_eq!(said.code, Some(1), "{}", said.err);
        said.assert_clean("vong.xls");
    }
}

#[test]
fn an_open_document_that_repeats_a_cell_over_the_whole_sheet_is_refused() {
    let cell = r#"<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>"#;
    let rows = format!(r#"<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>"#);
    let said = check("lap.ods", &ods(&rows));
    assert_eq!(said.code, Some(1), "{}", said.err);
    assert!(matches!(said.codes().as_slice(), ["far-cell"]), "{}", said.err);
    said.assert_clean("lap.ods");
    assert!(said.took < SOON, "{:?}", said.took);
}

#[test]
fn a_far_stray_cell_is_named_where_it_makes_the_sheet_too_large() {
    let number = |value: &str| {
        format!(
            r#"<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>"#
        )
    };
    let gap = |element: &str, count: u32| format!(r#"<table:table-{element} table:number-{element}s-repeated="{count}">"#);
    let stray = format!(
        "<table:table-row>{}</table:table-row>{}<table:table-cell/></table:table-row><table:table-row>{}</table:table-cell>{}</table:table-row>",
        number("1"),
        gap("row", 1_048_574),
        r#"<table:table-cell table:number-columns-repeated="16383">"#,
        number("2")
    );
    let said = refused("xa.ods", &ods(&stray), "far-cell");
    assert!(said.err.contains("đến tận ô XFD1048576") && said.err.contains("xóa hẳn các dòng và cột thừa"), "{}", said.err);
    // What an older workbook claims counts as well: what is only formatted makes the sheet as large.
    let xls = |claimed: u32, cells: &[(u16, u16)]| {
        let size = [&[0; 4][..], &claimed.to_le_bytes(), &[0; 2], &256_u16.to_le_bytes(), &[0; 2]].concat();
        let cells = cells.iter().map(|(row, column)| xls_cell(*row, *column, 0, "1"));
        xls_of(&[], &[(0x0200, size)].into_iter().chain(cells).collect::<Vec<_>>())
    };
    for (claimed, last, code) in [
        (65_536, (65_535, 255), "far-cell"),
        (65_536, (3, 2), "far-cell"),
        (50_000, (49_999, 255), "far-cell"),
        (30_000, (3, 2), "headings-not-found"),
    ] {
        let said = refused("xa.xls", &xls(claimed, &[(0, 0), last]), code);
        let is_named = said.err.contains(&format!("đến tận ô IV{claimed}:"));
        assert_eq!(is_named, code == "far-cell", "{claimed}: {}", said.err);
    }
}

#[test]
fn what_makes_the_library_panic_is_damaged_and_nothing_more_is_said() {
    // A chain of sectors that leads beyond the table, a string that is not there, a record without its length.
    let mut beyond = endless_compound();
    beyond[512..516].copy_from_slice(&0xffff_0000_u32.to_le_bytes());
    refused("a.xls", &beyond, "damaged-file");
    refused("a.xlsb", &xlsb(&[], &[(0, 0, super::made::Binary::Shared(7))]), "damaged-file");
    refused("a.xlsb", &packed(&[("xl/workbook.bin", &[0x99, 0x01, 0])]), "damaged-file");
}

#[test]
fn names_cannot_command_the_terminal() {
    let name = "\u{1b}[31mXã\u{1b}]0;x\u{7} A\u{202e}B\u{2066}";
    let text = format!("Mã;\"Tên\u{1b}[2J\";Điểm;\"K\u{1b}[5mhác\u{202e}\"\nDV1;\"{name}\";\"\u{1b}[31mx\"\n");
    let said = check("don-vi.csv", text.as_bytes());
    said.assert_clean("names");
    assert!(!said.err.is_empty());
    let text = format!("Mã;Tên;Điểm;\"K\u{1b}[5mhác\u{202e}\"\nDV1;\"{name}\";\"\u{1b}[31mx\"\nDV2;\"{name}\";5\n");
    for arguments in [&["check"][..], &["explain", "DV1"], &["run", "-o", "x.xlsx"], &["explain", "\u{1b}[31m\u{202e}"]] {
        let said = run("\u{1b}[31mdon-vi.csv", text.as_bytes(), arguments);
        said.assert_clean(arguments[0]);
        assert!(!said.err.is_empty() || !said.out.is_empty());
    }
}

#[test]
fn a_sheet_of_a_hostile_name_is_shown_without_its_escapes() {
    let mut book = zip::ZipArchive::new(Cursor::new(Book::of(ROWS).bytes())).unwrap();
    let mut hostile = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..book.len() {
        let mut part = book.by_index(index).unwrap();
        let name = String::from_utf8(part.name_raw().to_vec()).unwrap();
        let mut content = String::new();
        std::io::Read::read_to_string(&mut part, &mut content).unwrap();
        hostile.start_file(name, SimpleFileOptions::default()).unwrap();
        let content = content.replace("name=\"S\"", "name=\"&#x1b;[31mĐơn vị&#x202e;\"");
        hostile.write_all(content.as_bytes()).unwrap();
    }
    let said = check("a.xlsx", &hostile.finish().unwrap().into_inner());
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(said.out.contains("[31mĐơn vị”"), "{}", said.out);
    said.assert_clean("sheet name");
}

#[test]
fn a_text_of_many_megabytes_in_one_cell_is_a_sentence() {
    let name = "x".repeat(20 << 20);
    let sheet = format!(
        r#"<row><c t="str"><v>Mã</v></c><c t="str"><v>Tên</v></c><c t="str"><v>Điểm</v></c></row>
        <row><c t="str"><v>DV1</v></c><c t="str"><v>{name}</v></c><c><v>62.5</v></c></row>"#
    );
    let csv = format!("Mã;Tên;Điểm\nDV1;{name};62,5\n");
    for (file, bytes) in [("dai.xlsx", Book::of(&sheet).bytes()), ("dai.csv", csv.into_bytes())] {
        let said = refused(file, &bytes, "long-text");
        assert!(said.err.len() + said.out.len() < 4096, "{file} floods the terminal");
    }
    let open = format!("Mã;Tên;Điểm\nDV1;\"{name};62,5\n");
    let said = check("nhay.csv", open.as_bytes());
    assert_eq!(said.code, Some(1), "{}", said.err);
    assert!(said.err.len() + said.out.len() < 8192 && said.codes().contains(&"unclosed-quote"), "{}", said.err);
}

#[test]
fn a_page_of_endless_rows_and_letters_of_no_encoding_are_a_sentence_each() {
    let rows = format!("<table>{}", "<tr><td>x".repeat(2_000_000));
    let said = refused("dong.html", rows.as_bytes(), "too-many-rows");
    assert!(said.err.contains("1.048.576 dòng"), "{}", said.err);
    // Each row below cells that span all columns.
    for tall in ["", " rowspan=1048576"] {
        let spans = format!("<td colspan=1000{tall}>x").repeat(16);
        let rows = format!("<table><tr>{spans}{}", "<tr><td>1".repeat(200_000));
        refused("cot.html", rows.as_bytes(), "headings-not-found");
    }
    let nested = format!("<table><tr>{}<tr><td>", "<td colspan=1000>".repeat(16)).repeat(10_000);
    refused("long.html", nested.as_bytes(), "damaged-file");
    refused("ma.csv", &vec![0xe1; 20 << 20], "unknown-encoding");
}

#[test]
fn an_id_that_is_a_number_and_stands_on_every_row_is_told_soon() {
    let headings = r#"<row><c t="str"><v>Mã</v></c><c t="str"><v>Tên</v></c><c t="str"><v>Điểm</v></c></row>"#;
    let row = |id: &str| format!(r#"<row>{id}<c t="str"><v>Xã A</v></c><c><v>62.5</v></c></row>"#);
    let number = row("<c><v>2023</v></c>").repeat(20_000);
    refused("ma.xlsx", &Book::of(&format!("{headings}{number}")).bytes(), "doubled-id");
    let code = row(r#"<c t="str"><v>02023</v></c>"#).repeat(20_000);
    let said = check("so.xlsx", &Book::of(&format!("{headings}{number}{code}")).bytes());
    assert_eq!((said.code, said.codes()), (Some(1), vec!["doubled-id"; 3]), "{}", said.err);
    assert!(said.took < SOON, "{:?}", said.took);
}
