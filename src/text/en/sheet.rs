//! The words of the sheets, in English.

use super::counted;
use crate::text::explanation::count;
use crate::text::parts::day;
use crate::text::sheet::{
    Common, Criteria, List, Missing, Names, Overview, Ranking, Reasons, Sources, SumOf, SumWords, Told, WatchedWords, Words,
};
use crate::vocab::{Kind, Lang::En, Rounding, Side};

pub(in crate::text) const WORDS: Words = Words {
    names: NAMES,
    common: COMMON,
    overview: OVERVIEW,
    list: LIST,
    ranking: RANKING,
    criteria: CRITERIA,
    missing: MISSING,
    reasons: REASONS,
    sources: SOURCES,
    told: TOLD,
};

const NAMES: Names = Names {
    overview: "Overview",
    list: |number, of| numbered("List", number, of),
    ranking: |number, of| numbered("Ranking", number, of),
    criteria: |of| match of {
        Side::Units => "Criteria",
        Side::Persons => "Criteria of persons",
    },
    missing: "Missing data",
    reasons: "Reasons",
    sources: "Sources",
};

fn numbered(name: &str, number: Option<usize>, side: Side) -> String {
    let side = match side {
        Side::Units => "units",
        Side::Persons => "persons",
    };
    match number {
        Some(number) => format!("{name} {number} ({side})"),
        None => name.to_owned(),
    }
}

/// A count with its noun.
const COMMON: Common = Common {
    number: "No.",
    id: "Id",
    subject: "Name",
    name: |side| match side {
        Side::Units => "Unit",
        Side::Persons => "Full name",
    },
    group: "Group",
    unit: "Unit",
    post: "Post",
    place: "Place",
    outcome: "Outcome",
    note: "Note",
    award: "Award",
    clause: "Clause",
    criterion: "Criterion",
    verdict: "Verdict",
    figure: "Figure",
    file: "File",
    sheet: "Sheet",
    cell: "Cell",
    source: "Source",
    yes: "Yes",
    no: "No",
    unknown_group: "Group not known",
    unknown_unit: "Unit not known",
    everyone: "All together",
    draft: "DRAFT",
    as_of: |day| format!("As of {day}"),
    day: |date| day(En, date),
    subjects: |side, number| match side {
        Side::Units => counted(number, "unit", "units"),
        Side::Persons => counted(number, "person", "persons"),
    },
    too_many: |limit| {
        format!("More than {} rows: the cells of this sheet carry no remarks, links or figures", count(En, limit))
    },
    and_more: |number| format!("and {} more", count(En, number)),
};

const OVERVIEW: Overview = Overview {
    title: "OVERVIEW OF RESULTS",
    campaign: "Campaign",
    issuer: "Issued by",
    plan: "Plan",
    year: "Year judged",
    period_days: |from, last| match (from, last) {
        (Some(from), Some(last)) => format!("from {from} through {last}"),
        (Some(from), None) => format!("from {from}"),
        (None, Some(last)) => format!("through {last}"),
        (None, None) => String::new(),
    },
    as_of: "As of",
    judged: "Judged",
    definition: "Definition",
    state: "State",
    draft_why: |open| {
        let why = ["figures are missing", "quotas are not set", "last places are not given"];
        let why: Vec<&str> = why.into_iter().zip(open).filter(|(_, holds)| *holds).map(|(why, _)| why).collect();
        format!("{}; the lists may change", why.join(", "))
    },
    final_why: "every figure that the result needs is there; the lists go to the council",
    todo: "What to do next",
    nothing_to_do: "Nothing is left to do",
    awards: "Results by award",
    quota: "Quota",
    sum: "Sum",
    unlimited: "unlimited",
    open: "waiting for guidance",
    chosen: "Proposed",
    uncertain: "Of these not certain",
    tied: "For the council",
    beyond: "Beyond the quota",
    pending: "Waiting for data",
    pending_possible: "Of these still possible",
    ranks_only: "ranking only",
    reconciliation: "Reconciliation with the rows of the data",
    decided_too: " (with the decisions of the council)",
    eligibility_unknown: "Eligibility not known",
    rows: "Rows under the heading",
    other_years: "Of other years",
    skipped: "Skipped (totals, notes)",
    rejected: |with_year| if with_year { "Without id or year" } else { "Without id" },
    not_considered: "Not considered",
    not_eligible: "Not eligible",
    eligible: "Eligible",
    check: "Sum",
    share_met: "Share met of those with a verdict",
    fill_cells: |cells, whose| {
        format!("Fill in {} that are missing or cannot be used, of {whose}", counted(cells, "cell", "cells"))
    },
    fill_one: |name, figure, place| format!("{name}: {figure} ({place})"),
    without_number: |number| format!("no quota yet: {}", count(En, number)),
    more_cells: |cells| format!("and {}", counted(cells, "more cell", "more cells")),
    look_at: |places| format!("Look at {} in the data", counted(places, "other doubtful place", "other doubtful places")),
    without_group: |whose| format!("Settle the group or the unit of {whose}"),
    decide_tie: |award, tie| format!("{award}: {tie}"),
    set_quota: |award, place| format!("Fill in the quota when guidance comes: {award} — {place}"),
    set_figure: |figure, waiting| {
        let waiting = counted(waiting, "verdict waits", "verdicts wait");
        format!("Fill in the figure “{figure}” in the definition when guidance comes ({waiting})")
    },
    not_certain: |number, award| {
        let proposals = counted(number, "proposal is", "proposals are");
        format!("{award}: fill in the missing figures before it goes to the council, {proposals} not certain yet")
    },
};

const LIST: List = List {
    campaign: |title| match title.to_lowercase().starts_with("emulation") {
        true => title.to_owned(),
        false => format!("Emulation campaign: {title}"),
    },
    quota: |places| format!("quota: {places}"),
    open: "No quota yet: everyone eligible is ranked, nobody is chosen",
    nobody: "Nobody yet",
    nobody_waiting: |waiting, who| format!("Nobody yet; {} waiting for data may still come ({who})", count(En, waiting)),
    nobody_in: |names| format!("Nobody of: {names}"),
    uncertain: |waiting, who| {
        let waiting = counted(waiting, "subject with missing data", "subjects with missing data");
        format!("not certain: {waiting} may still rank above or level ({who})")
    },
    uncertain_passed: |waiting, who| {
        let waiting = counted(waiting, "subject with missing data", "subjects with missing data");
        format!("not certain: {waiting} may still take the place back ({who})")
    },
    uncertain_tie: |waiting, who| {
        format!(
            "not certain: {} without data may take this place ({who}); get their data before the council meets",
            count(En, waiting)
        )
    },
    chosen_early: |waiting, who| {
        format!("chosen by the council while {} without data may take this place ({who})", count(En, waiting))
    },
    uncertain_number: "not certain: the number of places waits for figures",
    council: "Level across the last place",
    passed: |places| format!("Places left over that passed to the best of other groups: {places}"),
    passed_open: "No place left over passes while a number of places is open",
    has_passed: "has a place that another group left over",
    watched,
    sum,
};

/// `At least 50 % of the list: Direct work — now 1 of 2; kept`.
fn watched(watched: &WatchedWords<'_>) -> String {
    let bound = if watched.floor { "At least" } else { "At most" };
    let mut now = format!("now {} of {}", count(En, watched.holding), count(En, watched.listed));
    if watched.unknown > 0 {
        now.push_str(&format!(", {} not known", count(En, watched.unknown)));
    }
    if watched.tied > 0 {
        now.push_str(&format!(", {} for the council", count(En, watched.tied)));
    }
    let comes = match (watched.kept, watched.stands) {
        (Some(true), _) => "kept",
        (Some(false), _) => "NOT kept",
        (None, Some(true)) => "kept now, not certain",
        (None, Some(false)) => "NOT kept now, not certain",
        (None, None) => "open",
    };
    format!("{bound} {} of the list: {} — {now}; {comes}", watched.share, watched.condition)
}

fn sum(sum: &SumWords<'_>) -> String {
    let of = match sum.of {
        SumOf::All => String::new(),
        SumOf::Eligible => " eligible".to_owned(),
        SumOf::List(title) => format!(" on the list “{title}”"),
    };
    let may = match &sum.may {
        Some([fewest, most]) => format!(" (figures missing: from {fewest} to {most})"),
        None => String::new(),
    };
    let product = format!("{} × {}{of} = {}", sum.share, sum.count, sum.product);
    let rounded = match sum.rounding {
        None => "",
        Some(Rounding::Down) => " (rounded down)",
        Some(Rounding::Up) => " (rounded up)",
        Some(Rounding::HalfUp) => " (rounded)",
    };
    let bounded = if sum.bounded { " (by the least or the most)" } else { "" };
    if sum.rounding.is_none() && !sum.bounded {
        return format!("{product}{may}");
    }
    format!("{product} → {}{rounded}{bounded}{may}", sum.places)
}

const RANKING: Ranking = Ranking {
    title: "RANKING",
    failing: "Criteria not met",
    missing: "Criteria waiting for data",
    in_the_way: "What stands in the way",
    first: |label| format!("First: {label}"),
    nearest: |criterion, reason| format!("{criterion}: {reason}"),
    and_others: |number| format!("and {} more", count(En, number)),
    as_computed: "Places and outcomes are as computed; what the council decided is in the column “By the council”",
    lacks: |what| format!("missing {what}"),
    others_lack: "waits for figures of others to be placed in the group",
    key_lacks: |what| format!("missing for the ranking: {what}"),
    not_applicable: "not applicable",
    no_data: "missing",
};

const CRITERIA: Criteria = Criteria {
    title: |side| match side {
        Side::Units => "RESULTS OF UNITS BY CRITERION",
        Side::Persons => "RESULTS OF PERSONS BY CRITERION",
    },
    legend: "✓ met    ✗ not met    ? data missing    – not applicable",
    lists: |numbers| format!("Lists {numbers}"),
    remarked: "remarks on all cells but the met ones",
    not_remarked: |limit| {
        format!("More than {} rows: the cells carry no remarks; reasons stand in other sheets", count(En, limit))
    },
    required: |what| format!("required: {what}"),
    reported_only: "reported only, not judged by",
    only: |groups| format!("only for: {groups}"),
    when: |condition| format!("only when: {condition}"),
    source: |source| format!("Rule in the definition: {source}"),
};

const MISSING: Missing = Missing {
    title: "MISSING AND DOUBTFUL DATA",
    none: "Every figure that judging needs is there and can be used; nothing has to be filled in or looked at.",
    what: "Problem",
    needed_for: "Needed for",
    waiting: "Others waiting for it",
    effect: "Effect",
    may_decide: "May still change the result",
    decides_nothing: "Does not change the result",
    ranking_of: |award| format!("ranking of “{award}”"),
    judging_of: |award| format!("judging for “{award}”"),
    advice: "What to do",
    of_year: |figure, year| format!("{figure} of {year}"),
    add_row: |who, file, year| format!("add the row of {who} for {year} to the file {file}"),
    everything: "all figures",
    new_then: "it did not exist then, so there is nothing to fill in; say when_new in the definition if the plan rules on it",
    fill: "fill in this cell",
    fill_date: "fill in the date",
    fill_or_wait: "watch the deadline and fill in the date",
    set_figure: "set this figure in [figures] when guidance comes",
    check: "check these figures with the unit",
};

const REASONS: Reasons = Reasons {
    title: "REASONS FOR EVERY VERDICT",
    criterion_id: "Criterion id",
    figures: "Figures",
    required: "Required",
    gap: "Gap",
    reason: "Reason",
    in_question_only: |limit| {
        format!(
            "More than {} rows: only those proposed, level across the last place, or still possible are told",
            count(En, limit)
        )
    },
};

const SOURCES: Sources = Sources {
    title: "DATA AND RULES THAT WERE USED",
    tool: "Tool",
    as_of: "As of",
    files: "Files",
    size: "Size (bytes)",
    digest: "SHA-256",
    used_for: "Used as",
    definition: "Rules (definition)",
    data_of: |side| match side {
        Side::Units => "Data of units",
        Side::Persons => "Data of persons",
    },
    read: |side| match side {
        Side::Units => "What was read of the table of units",
        Side::Persons => "What was read of the table of persons",
    },
    read_list: |title, year| match year {
        Some(year) => format!("Read of the detail table “{title}” of {year}"),
        None => format!("Read of the detail table “{title}”"),
    },
    heading_row: "Heading row",
    rows: "Rows with content under the heading",
    subjects: "Rows that were judged",
    skipped: "Rows skipped",
    rejected: |with_year| if with_year { "Rows without id or year" } else { "Rows without id" },
    unknown: "Rows with an id of nobody known",
    not_sent: "Not sent yet",
    files_read: "Files gathered",
    expected_list: "List of units that must send figures",
    empty_rows: "Empty rows in between",
    hidden_rows: "Hidden rows (read all the same)",
    hidden_columns: "Hidden columns (read all the same)",
    unread: "Columns not used",
    earlier: "Data of earlier years",
    year: "Year",
    rows_left_out: "Rows that were not judged",
    row: "Row",
    why: "Why",
    columns: "Columns that were read",
    column: "Column",
    heading: "Heading in the file",
    short_name: "Short name",
    kind: "Kind",
    filled: "Cells with content",
    key_id: "(id)",
    key_name: "(name)",
    key_group: "(group)",
    key_year: "(year)",
    read_decisions: "Decisions of the council as read",
    other_years: "Rows of other years",
    key_unit: "(unit's id)",
    of_kind: |kind| match kind {
        Kind::Count => "count",
        Kind::Number => "number",
        Kind::Percent => "percentage",
        Kind::Score => "score",
        Kind::Rank => "rank",
        Kind::Money => "money",
        Kind::Rating => "rating",
        Kind::YesNo => "yes/no",
        Kind::Date => "date",
        Kind::Text => "text",
    },
    notes: "Notes on reading",
    text: "The definition as written",
};

const TOLD: Told = Told {
    quota: |quota| format!("quota {quota}"),
    chosen: |number| format!("{} proposed", count(En, number)),
    uncertain: |number| format!("{} of them not certain", count(En, number)),
    pending: |number, possible| format!("{} waiting for data, {} still possible", count(En, number), count(En, possible)),
    missing: |cells, whose, deciding| {
        format!(
            "{} of {whose} are missing or cannot be used; {} may still change the result",
            counted(cells, "cell", "cells"),
            count(En, deciding)
        )
    },
    place: |place, among, quota| format!("place {place} of {} eligible; {quota}", count(En, among)),
    failing: |number| format!("{} not met; the nearest first:", counted(number, "criterion", "criteria")),
    outside: |what, number| format!("{what}: {} still possible", count(En, number)),
    unknown_pool: "Quota group unknown",
    key: |name, value, cells| {
        let cells = if cells.is_empty() { String::new() } else { format!(" ({cells})") };
        format!("ranked by {name}: {value}{cells}")
    },
    last: |of, value| match of {
        Side::Units => format!("the last unit proposed: {value}"),
        Side::Persons => format!("the last person proposed: {value}"),
    },
    no_places: "there are 0 places, so that no figures can bring one",
    hopeless: "even with the best of the missing figures every place goes to somebody surely ahead",
    range: |places, among, quota| {
        format!("place {places}, those who wait for data counted; {} eligible now; {quota}", count(En, among))
    },
};
