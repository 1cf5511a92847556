//! A small campaign with a column of every kind, and subjects whose figures a test sets.

use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::LazyLock;

use rust_decimal::Decimal;
use thidua::rule::{
    Anchor, Constant, Field, Limit, Limits, List, ListId, Measure, Operand, Operands, Possible, Quantity, Ranked, RowsOf,
    Rule, Scope, Slot, Standing, Step, parse_measure, parse_test,
};
use thidua::vocab::{Finding, Kind, Number, Place, TableId, date};

pub(crate) struct Campaign {
    own: Vec<Field>,
    unit: Vec<Field>,
    constants: Vec<Constant>,
    lists: Vec<List>,
    pub(crate) years_back: u8,
    pub(crate) of_persons: bool,
}

impl Campaign {
    pub(crate) fn new() -> Campaign {
        Campaign {
            own: own_fields(),
            unit: unit_fields(),
            constants: constants(),
            lists: lists(),
            years_back: 2,
            of_persons: true,
        }
    }

    fn scope(&self) -> Scope<'_> {
        Scope {
            own: &self.own,
            unit: self.of_persons.then_some(self.unit.as_slice()),
            constants: &self.constants,
            years_back: self.years_back,
            lists: &self.lists,
            unit_lists: if self.of_persons { &self.lists[..1] } else { &[] },
            ..Scope::default()
        }
    }

    pub(crate) fn test(&self, text: &str) -> Result<Rule, Vec<Finding>> {
        parse_test(text, &anchor(text), &self.scope())
    }

    pub(crate) fn measure(&self, text: &str) -> Result<Measure, Vec<Finding>> {
        parse_measure(text, &anchor(text), &self.scope())
    }

    /// `online` and `secret` are parts of `received`, for the subject and for its unit.
    fn limits(&self) -> Limits {
        let of_units =
            |text: &str| parse_measure(text, &anchor(text), &Scope { own: &self.unit, ..Scope::default() }).unwrap();
        let own = |part: &str, whole: &str| Limit { part: slot(part).field, whole: self.measure(whole).unwrap() };
        Limits {
            own: vec![own("online", "received - secret"), own("secret", "received")],
            unit: vec![Limit { part: slot("unit.online").field, whole: of_units("received") }],
        }
    }
}

pub(crate) fn anchor(text: &str) -> Anchor {
    Anchor { start: 0, exact: true, whole: 0..text.len() }
}

/// The campaign as most tests need it, made once.
static CAMPAIGN: LazyLock<Campaign> = LazyLock::new(Campaign::new);

/// The declared parts and wholes of the campaign.
pub(crate) static LIMITS: LazyLock<Limits> = LazyLock::new(|| CAMPAIGN.limits());

pub(crate) fn rule(text: &str) -> Rule {
    CAMPAIGN.test(text).unwrap_or_else(|findings| panic!("{text}: {findings:?}"))
}

pub(crate) fn measure(text: &str) -> Measure {
    CAMPAIGN.measure(text).unwrap_or_else(|findings| panic!("{text}: {findings:?}"))
}

fn field(name: &str, heading: &str, kind: Kind) -> Field {
    Field {
        name: name.to_owned(),
        headings: vec![heading.to_owned()],
        kind,
        min: None,
        max: None,
        steps: Vec::new(),
        scale: None,
        measure: (kind == Kind::Count).then(|| "hồ sơ".to_owned()),
    }
}

fn steps(list: &[(&str, &[&str])]) -> Vec<Step> {
    let step = |(key, spellings): &(&str, &[&str])| Step {
        key: (*key).to_owned(),
        spellings: spellings.iter().map(|&text| text.to_owned()).collect(),
        label: None,
    };
    list.iter().map(step).collect()
}

fn rating(name: &str, heading: &str) -> Field {
    let par = ["Yếu", "Trung bình", "Khá", "Tốt", "Xuất sắc"];
    let par: Vec<(&str, Vec<&str>)> = par.iter().map(|&step| (step, vec![step])).collect();
    let par: Vec<(&str, &[&str])> = par.iter().map(|(key, spellings)| (*key, spellings.as_slice())).collect();
    Field { steps: steps(&par), scale: Some("par".to_owned()), ..field(name, heading, Kind::Rating) }
}

fn own_fields() -> Vec<Field> {
    let task = steps(&[("HT", &["Hoàn thành"]), ("HTT", &["Hoàn thành tốt"]), ("HTXS", &["Hoàn thành xuất sắc", "HTXSNV"])]);
    let roles = steps(&[("chair", &["Chủ tịch"]), ("deputy", &["Phó Chủ tịch"]), ("staff", &["Công chức", "Viên chức"])]);
    vec![
        field("received", "Tổng số hồ sơ", Kind::Count),
        field("online", "Hồ sơ trực tuyến", Kind::Count),
        field("secret", "Hồ sơ mật", Kind::Count),
        field("satisfied", "Mức độ hài lòng", Kind::Percent),
        Field { max: Some(Number::from(100)), ..field("score", "Điểm CCHC", Kind::Score) },
        field("bonus", "Điểm thưởng", Kind::Score),
        field("pci", "Hạng PCI", Kind::Rank),
        field("fund", "Kinh phí", Kind::Money),
        field("weight", "Hệ số", Kind::Number),
        rating("class", "Xếp loại"),
        Field { steps: task, scale: Some("task".to_owned()), ..field("task", "Xếp loại nhiệm vụ", Kind::Rating) },
        field("ok", "Chấp hành kỷ luật", Kind::YesNo),
        field("sent_on", "Ngày gửi", Kind::Date),
        Field { steps: roles, ..field("role", "Chức vụ", Kind::Text) },
        field("cluster", "Cụm", Kind::Text),
        field("twin", "Cột trùng", Kind::Count),
        field("twin2", "Cột trùng", Kind::Count),
    ]
}

fn unit_fields() -> Vec<Field> {
    vec![
        field("received", "Tổng số hồ sơ", Kind::Count),
        field("online", "Hồ sơ trực tuyến", Kind::Count),
        Field { max: Some(Number::from(100)), ..field("par_score", "Điểm CCHC", Kind::Score) },
        rating("par_class", "Xếp loại CCHC"),
        field("portal", "Có cổng thông tin", Kind::YesNo),
    ]
}

/// `part` is a part of `total`. The unit has the first list too.
fn lists() -> Vec<List> {
    let fields = row_fields();
    let whole = parse_measure("total", &anchor("total"), &Scope { own: &fields, ..Scope::default() }).unwrap();
    let limits = vec![Limit { part: column("part"), whole }];
    let list = |name: &str, title: &str| List {
        name: name.to_owned(),
        title: title.to_owned(),
        fields: fields.clone(),
        limits: limits.clone(),
    };
    vec![list("parts", "Chỉ số thành phần"), list("tasks", "Nhiệm vụ")]
}

/// What every row of a list has. The name `score` is the subject's too.
pub(crate) fn row_fields() -> Vec<Field> {
    vec![
        field("now", "Năm nay", Kind::Score),
        field("then", "Năm trước", Kind::Score),
        field("place", "Thứ hạng", Kind::Rank),
        field("done", "Hoàn thành", Kind::YesNo),
        rating("grade", "Mức"),
        field("part", "Đã làm", Kind::Count),
        field("total", "Được giao", Kind::Count),
        field("score", "Điểm", Kind::Number),
    ]
}

pub(crate) fn column(name: &str) -> u16 {
    let at = row_fields().iter().position(|field| field.name == name).unwrap_or_else(|| panic!("no column {name}"));
    u16::try_from(at).unwrap()
}

/// `parts`, `tasks`, `last.parts`, `unit.parts`.
pub(crate) fn list_id(name: &str) -> ListId {
    let (of_unit, rest) = name.strip_prefix("unit.").map_or((false, name), |rest| (true, rest));
    let (years_back, rest) = rest.strip_prefix("last.").map_or((0, rest), |rest| (1, rest));
    ListId { of_unit, years_back, list: if rest == "parts" { 0 } else { 1 } }
}

/// One row of a list.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) certain: bool,
    pub(crate) cells: Vec<Operand>,
}

impl Row {
    /// `Chi-phí now=4 then=3`, with a `~` before the name of a row that may be another subject's.
    fn of(text: &str) -> Row {
        let mut words = text.split_whitespace();
        let name = words.next().unwrap();
        let mut cells = vec![Operand::Blank; row_fields().len()];
        for cell in words {
            let (name, text) = cell.split_once('=').unwrap();
            let column = usize::from(column(name));
            cells[column] = cell_of(&row_fields()[column], text);
        }
        Row { name: name.trim_start_matches('~').replace('-', " "), certain: !name.starts_with('~'), cells }
    }
}

fn constants() -> Vec<Constant> {
    let constant = |name: &str, value| Constant { name: name.to_owned(), value, span: 0..1 };
    vec![
        constant("places", Some((Number::from(5), false))),
        constant("share", Some((Number::from_digits(20, 2), true))),
        constant("later", None),
    ]
}

/// The slot of `online`, `last.online`, `unit.online`.
pub(crate) fn slot(name: &str) -> Slot {
    let (of_unit, rest) = name.strip_prefix("unit.").map_or((false, name), |rest| (true, rest));
    let (years_back, rest) = match (rest.strip_prefix("last."), rest.strip_prefix("before.")) {
        (Some(rest), _) => (1, rest),
        (_, Some(rest)) => (2, rest),
        _ => (0, rest),
    };
    let fields = if of_unit { &CAMPAIGN.unit } else { &CAMPAIGN.own };
    let at = fields.iter().position(|field| field.name == rest).unwrap_or_else(|| panic!("no field {name}"));
    Slot { of_unit, years_back, field: u16::try_from(at).unwrap() }
}

/// Whoever else is in the group, by the one value that places are by.
#[derive(Debug, Clone)]
pub(crate) enum Other {
    Valued(Number),
    Missing,
    NotApplicable,
}

/// A subject: what a test sets, and blank cells else.
#[derive(Clone, Default)]
pub(crate) struct Subject {
    pub(crate) cells: BTreeMap<Slot, Operand>,
    pub(crate) others: Vec<Other>,
    /// The same of the year before.
    pub(crate) others_before: Vec<Other>,
    pub(crate) ranked: Vec<Ranked>,
    /// Lists; one that is not here has no rows.
    pub(crate) lists: BTreeMap<ListId, Option<Vec<Row>>>,
    /// Whether no missing figure can turn out not to apply.
    pub(crate) applies: bool,
}

impl std::fmt::Debug for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (slot, operand) in &self.cells {
            let unit = if slot.of_unit { "unit." } else { "" };
            let fields = if slot.of_unit { &CAMPAIGN.unit } else { &CAMPAIGN.own };
            let name = &fields[usize::from(slot.field)].name;
            match operand {
                Operand::Known(number) => write!(f, "{unit}{name}@{}={} ", slot.years_back, number.to_plain(4))?,
                state => write!(f, "{unit}{name}@{}={state:?} ", slot.years_back)?,
            }
        }
        for (list, rows) in &self.lists {
            write!(f, "{list:?}: {rows:?} ")?;
        }
        write!(f, "among {:?}, before {:?}", self.others, self.others_before)
    }
}

impl Subject {
    /// `online=619 received=1000 class=Tốt sent_on=20/11/2023 satisfied=90% ok=yes score=na weight=?`.
    pub(crate) fn of(cells: &str) -> Subject {
        let mut subject = Subject::default();
        for cell in cells.split_whitespace() {
            let (name, text) = cell.split_once('=').unwrap();
            subject.cells.insert(slot(name), operand(name, text));
        }
        subject
    }

    pub(crate) fn with(&self, slot: Slot, operand: Operand) -> Subject {
        let mut changed = self.clone();
        changed.cells.insert(slot, operand);
        changed
    }

    /// In a group with others of these values; `?` for a missing one, `na` for one that has none.
    pub(crate) fn among(mut self, rule: &Rule, others: &str) -> Subject {
        self.ranked = rule.ranked().to_vec();
        self.others = others.split_whitespace().map(other).collect();
        self
    }

    /// With others that had these values the year before.
    pub(crate) fn among_before(mut self, others: &str) -> Subject {
        self.others_before = others.split_whitespace().map(other).collect();
        self
    }

    /// With a list: rows apart by `;`, `?` for a list that is not there.
    pub(crate) fn list(mut self, name: &str, rows: &str) -> Subject {
        let rows = (rows != "?").then(|| rows.split(';').filter(|row| !row.trim().is_empty()).map(Row::of).collect());
        self.lists.insert(list_id(name), rows);
        self
    }

    fn others_of(&self, ranked: usize) -> &[Other] {
        let slots = self.ranked[ranked].by.slots();
        let before = !slots.is_empty() && slots.iter().all(|slot| slot.years_back > 0);
        if before { &self.others_before } else { &self.others }
    }

    fn own_value(&self, ranked: usize) -> Quantity {
        self.ranked[ranked].by.value(self)
    }

    /// The values of the others, best first.
    fn best_first(&self, ranked: usize) -> Vec<Number> {
        let valued = |other: &Other| if let Other::Valued(value) = other { Some(value.clone()) } else { None };
        let mut values: Vec<Number> = self.others_of(ranked).iter().filter_map(valued).collect();
        values.sort();
        if !self.ranked[ranked].lowest_first {
            values.reverse();
        }
        values
    }
}

fn other(text: &str) -> Other {
    match text {
        "?" => Other::Missing,
        "na" => Other::NotApplicable,
        number => Other::Valued(decimal(number)),
    }
}

pub(crate) fn decimal(text: &str) -> Number {
    Number::from(Decimal::from_str(text).unwrap_or_else(|_| panic!("{text} is no number")))
}

fn operand(name: &str, text: &str) -> Operand {
    let slot = slot(name);
    let fields = if slot.of_unit { unit_fields() } else { own_fields() };
    cell_of(&fields[usize::from(slot.field)], text)
}

fn cell_of(field: &Field, text: &str) -> Operand {
    match text {
        "?" => return Operand::Blank,
        "bad" => return Operand::Unusable,
        "na" => return Operand::NotApplicable,
        "absent" => return Operand::Absent,
        "new" => return Operand::New,
        "yes" => return Operand::Known(Number::ONE),
        "no" => return Operand::Known(Number::ZERO),
        _ => {}
    }
    if let Some(step) = field.steps.iter().position(|step| step.key == text) {
        return Operand::Known(Number::from(i64::try_from(step).unwrap()));
    }
    if let Some(percent) = text.strip_suffix('%') {
        return Operand::Known(decimal(percent).times(&Number::from_digits(1, 2)));
    }
    if text.contains('/') {
        return Operand::Known(Number::from(date::ordinal(date::parse(text).unwrap())));
    }
    Operand::Known(decimal(text))
}

impl Operands for Subject {
    fn operand(&self, slot: Slot) -> Operand {
        self.cells.get(&slot).cloned().unwrap_or(Operand::Blank)
    }

    fn place(&self, slot: Slot) -> Option<Place> {
        Some(Place::Cell(TableId(u16::from(slot.of_unit)), 16, slot.field))
    }

    fn standing(&self, ranked: usize) -> Standing {
        let own = match self.own_value(ranked) {
            Quantity::Known(own) => own,
            Quantity::NoData => return Standing::NoData,
            Quantity::NotApplicable => return Standing::NotApplicable,
        };
        let lowest_first = self.ranked[ranked].lowest_first;
        let values = self.best_first(ranked);
        let better = values.iter().filter(|value| if lowest_first { **value < own } else { **value > own }).count();
        let missing = self.others_of(ranked).iter().filter(|other| matches!(other, Other::Missing)).count();
        let number = |count: usize| u32::try_from(count).unwrap();
        let best = number(better + 1);
        Standing::Place { best, worst: best + number(missing), valued: number(values.len() + 1), missing: number(missing) }
    }

    fn cutoff(&self, ranked: usize, place: u32) -> Option<Number> {
        self.best_first(ranked).get(usize::try_from(place).unwrap() - 1).cloned()
    }

    fn possible(&self, slot: Slot) -> Possible {
        let fields = if slot.of_unit { unit_fields() } else { own_fields() };
        Possible::of_field(&fields[usize::from(slot.field)], self.applies)
    }

    fn rows(&self, list: ListId) -> RowsOf {
        match self.lists.get(&list) {
            Some(Some(rows)) => RowsOf::Known(rows.len()),
            Some(None) => RowsOf::Absent,
            None => RowsOf::Known(0),
        }
    }

    fn cell(&self, list: ListId, row: usize, column: u16) -> Operand {
        self.row(list, row).map_or(Operand::Absent, |row| row.cells[usize::from(column)].clone())
    }

    fn cell_place(&self, list: ListId, row: usize, column: u16) -> Option<Place> {
        let table = TableId(2 + list.list * 4 + u16::from(list.of_unit) * 2 + u16::from(list.years_back));
        Some(Place::Cell(table, u32::try_from(row).unwrap(), column))
    }

    fn row_name(&self, list: ListId, row: usize) -> (String, Option<Place>) {
        let name = self.row(list, row).map_or(String::new(), |row| row.name.clone());
        (name, Some(Place::Row(TableId(2), u32::try_from(row).unwrap())))
    }

    fn is_certain(&self, list: ListId, row: usize) -> bool {
        self.row(list, row).is_some_and(|row| row.certain)
    }
}

impl Subject {
    fn row(&self, list: ListId, row: usize) -> Option<&Row> {
        self.lists.get(&list)?.as_ref()?.get(row)
    }
}
