//! Which tables the facts make for those who want tables: a row for each item of a list, a column for each of its values.
//!
//! A table names the lists that lead to its rows; a column names the list whose item holds its value, and the value.

/// A table of facts.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// What a row is.
    pub about: &'static str,
    /// The lists of the facts of which each item makes rows.
    pub of: &'static [&'static str],
    /// The lists within an item, each within the one before; a row is an item of the last.
    pub within: &'static [&'static str],
    /// The columns.
    pub columns: &'static [Column],
}

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// How deep the item that holds the value lies: 0 is the item of the table's first lists.
    pub depth: usize,
    /// The names that lead to the value within the item; none for the item's own position in its list.
    pub value: &'static [&'static str],
    /// What it holds.
    pub holds: Holds,
    /// What it means.
    pub about: &'static str,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Text.
    Text,
    /// A number that the tool counted.
    Whole,
    /// A figure.
    Number,
    /// Yes or no.
    Yes,
    /// A day.
    Day,
    /// A figure, a day, a text or a yes, as another column says.
    Any,
}

macro_rules! columns {
    ($($name:literal: $depth:literal [$($value:literal).*] $holds:ident, $about:literal;)+) => {
        &[$(Column { name: $name, depth: $depth, value: &[$($value),*], holds: Holds::$holds, about: $about }),+]
    };
}

const EVERYBODY: &[&str] = &["units", "persons"];

/// Every table, in the order in which they are listed.
pub const TABLES: &[Table] = &[
    Table {
        name: "subjects",
        about: "A unit or person that was judged.",
        of: EVERYBODY,
        within: &[],
        columns: columns! {
            "side": 0 ["side"] Text, "unit or person";
            "id": 0 ["id"] Text, "The id as the data write it; unique within its side.";
            "name": 0 ["name"] Text, "The name.";
            "group": 0 ["group"] Text, "The key of the group; empty where it is not known or the campaign has no groups.";
            "unit": 0 ["unit"] Text, "The id of a person's unit; empty for units and where it is not known.";
            "file": 0 ["at"."file"] Text, "The file in which the subject stands.";
            "sheet": 0 ["at"."sheet"] Text, "Its sheet; empty for a text file.";
            "cell": 0 ["at"."cell"] Text, "The cell of the id; in a text file the row is the line.";
        },
    },
    Table {
        name: "figures",
        about: "A figure of a subject, as it was read.",
        of: EVERYBODY,
        within: &["figures"],
        columns: columns! {
            "side": 0 ["side"] Text, "unit or person";
            "id": 0 ["id"] Text, "The subject's id.";
            "column": 1 ["column"] Text, "The short name of the column in the definition.";
            "year": 1 ["year"] Whole, "The year of the figure.";
            "state": 1 ["state"] Text, "known, blank, unusable, not_applicable, absent or new";
            "kind": 1 ["kind"] Text, "What the column holds; a percentage is a fraction, 0.62 is 62 %.";
            "value": 1 ["value"] Any, "The value; empty unless known.";
            "file": 1 ["at"."file"] Text, "The file.";
            "sheet": 1 ["at"."sheet"] Text, "The sheet; empty for a text file.";
            "cell": 1 ["at"."cell"] Text, "The cell; in a text file the row is the line.";
        },
    },
    Table {
        name: "lists",
        about: "A cell in a row of a subject's list.",
        of: EVERYBODY,
        within: &["lists", "rows", "figures"],
        columns: columns! {
            "side": 0 ["side"] Text, "unit or person";
            "id": 0 ["id"] Text, "The subject's id.";
            "list": 1 ["list"] Text, "The list's name in the definition.";
            "year": 1 ["year"] Whole, "The year of the list.";
            "row": 2 ["name"] Text, "What the row is about.";
            "certain": 2 ["certain"] Yes, "Whether the row is certainly the subject's.";
            "column": 3 ["column"] Text, "The short name of the column.";
            "state": 3 ["state"] Text, "known, blank, unusable, not_applicable, absent or new";
            "kind": 3 ["kind"] Text, "What the column holds.";
            "value": 3 ["value"] Any, "The value; empty unless known.";
            "file": 3 ["at"."file"] Text, "The file.";
            "sheet": 3 ["at"."sheet"] Text, "The sheet; empty for a text file.";
            "cell": 3 ["at"."cell"] Text, "The cell; in a text file the row is the line.";
        },
    },
    Table {
        name: "points",
        about: "The points of a subject that the tool added up.",
        of: EVERYBODY,
        within: &["points"],
        columns: columns! {
            "side": 0 ["side"] Text, "unit or person";
            "id": 0 ["id"] Text, "The subject's id.";
            "score": 1 ["score"] Text, "The score's name in the definition.";
            "state": 1 ["state"] Text, "known, missing, not_applicable or new";
            "points": 1 ["points"] Number, "The points; empty unless known.";
            "reason": 1 ["reason"] Text, "How they were added up, in words.";
        },
    },
    Table {
        name: "parts",
        about: "A part of the points of a subject.",
        of: EVERYBODY,
        within: &["points", "parts"],
        columns: columns! {
            "side": 0 ["side"] Text, "unit or person";
            "id": 0 ["id"] Text, "The subject's id.";
            "score": 1 ["score"] Text, "The score's name in the definition.";
            "part": 2 ["part"] Text, "The part's name in the definition.";
            "clause": 2 ["clause"] Text, "The clause of the plan.";
            "role": 2 ["role"] Text, "points, bonus or penalty";
            "most": 2 ["most"] Number, "The most that the part gives or takes off.";
            "state": 2 ["state"] Text, "known, missing, not_applicable or new";
            "points": 2 ["points"] Number, "The points of the part; empty unless known.";
        },
    },
    Table {
        name: "classes",
        about: "The class of a subject that the tool worked out.",
        of: EVERYBODY,
        within: &["classes"],
        columns: columns! {
            "side": 0 ["side"] Text, "unit or person";
            "id": 0 ["id"] Text, "The subject's id.";
            "class": 1 ["class"] Text, "The class's name in the definition.";
            "state": 1 ["state"] Text, "known, missing, not_applicable or new";
            "label": 1 ["label"] Text, "The label; empty unless known.";
            "reason": 1 ["reason"] Text, "Why, in words.";
        },
    },
    Table {
        name: "verdicts",
        about: "What a criterion or deadline says of a subject.",
        of: EVERYBODY,
        within: &["verdicts"],
        columns: columns! {
            "side": 0 ["side"] Text, "unit or person";
            "id": 0 ["id"] Text, "The subject's id.";
            "name": 0 ["name"] Text, "The subject's name.";
            "criterion": 1 ["criterion"] Text, "The criterion's id.";
            "award": 1 ["award"] Text, "The award that takes the criterion over years of its own; empty for the criterion itself.";
            "clause": 1 ["clause"] Text, "The clause of the plan.";
            "verdict": 1 ["verdict"] Text, "met, not_met, no_data or not_applicable";
            "required": 1 ["required"] Text, "What was required, in words.";
            "gap": 1 ["gap"] Text, "What would close the gap, in words.";
            "reason": 1 ["reason"] Text, "The reason, in words.";
        },
    },
    Table {
        name: "verdict_figures",
        about: "A figure that a verdict rests on.",
        of: EVERYBODY,
        within: &["verdicts", "figures"],
        columns: columns! {
            "side": 0 ["side"] Text, "unit or person";
            "id": 0 ["id"] Text, "The subject's id.";
            "criterion": 1 ["criterion"] Text, "The criterion's id.";
            "award": 1 ["award"] Text, "The award that takes the criterion over years of its own.";
            "heading": 2 ["heading"] Text, "The heading of the column, or the name of a figure of the definition.";
            "of_unit": 2 ["of_unit"] Yes, "Whether it is the figure of a person's unit.";
            "year": 2 ["year"] Whole, "The year of the figure.";
            "state": 2 ["state"] Text, "known, blank, unusable, not_applicable, open, absent or new";
            "kind": 2 ["kind"] Text, "What the value is; empty unless known.";
            "value": 2 ["value"] Any, "The value; empty unless known.";
            "file": 2 ["at"."file"] Text, "The file.";
            "sheet": 2 ["at"."sheet"] Text, "The sheet; empty for a text file.";
            "cell": 2 ["at"."cell"] Text, "The cell; in a text file the row is the line.";
            "line": 2 ["at"."line"] Whole, "The line, for a figure of the definition.";
        },
    },
    Table {
        name: "verdict_years",
        about: "What a criterion of several years says in one of them.",
        of: EVERYBODY,
        within: &["verdicts", "years"],
        columns: columns! {
            "side": 0 ["side"] Text, "unit or person";
            "id": 0 ["id"] Text, "The subject's id.";
            "criterion": 1 ["criterion"] Text, "The criterion's id.";
            "award": 1 ["award"] Text, "The award that takes the criterion over years of its own.";
            "year": 2 ["year"] Whole, "The year.";
            "verdict": 2 ["verdict"] Text, "met, not_met, no_data or not_applicable";
            "required": 2 ["required"] Text, "What was required, in words.";
            "gap": 2 ["gap"] Text, "What would close the gap, in words.";
            "reason": 2 ["reason"] Text, "The reason, in words.";
        },
    },
    Table {
        name: "outcomes",
        about: "What came out for a subject in an award.",
        of: EVERYBODY,
        within: &["outcomes"],
        columns: columns! {
            "side": 0 ["side"] Text, "unit or person";
            "id": 0 ["id"] Text, "The subject's id.";
            "name": 0 ["name"] Text, "The subject's name.";
            "award": 1 ["award"] Text, "The award's id.";
            "outcome": 1 ["outcome"] Text, "The outcome that holds, the council's decisions included.";
            "computed": 1 ["computed"] Text, "The outcome without any decision.";
            "standing": 1 ["standing"] Text, "How the subject stood before places were given out.";
            "pool": 1 ["pool"] Whole, "The position of the pool in the table of pools, from 0.";
            "best_place": 1 ["place"."best"] Whole, "The best place that the subject can have in its pool.";
            "worst_place": 1 ["place"."worst"] Whole, "The worst place; equal to the best when nothing is missing.";
            "not_met": 1 ["not_met"] Whole, "How many criteria of the award are not met.";
            "no_data": 1 ["no_data"] Whole, "How many criteria of the award wait for data.";
            "in_the_way": 1 ["in_the_way"] Text, "What stands in the way, in words.";
            "money": 1 ["money"] Number, "What the subject is paid, in đồng.";
        },
    },
    Table {
        name: "keys",
        about: "What a ranking key of an award says of a subject.",
        of: EVERYBODY,
        within: &["outcomes", "keys"],
        columns: columns! {
            "side": 0 ["side"] Text, "unit or person";
            "id": 0 ["id"] Text, "The subject's id.";
            "award": 1 ["award"] Text, "The award's id.";
            "key": 2 [] Whole, "The position of the key, from 0.";
            "state": 2 ["state"] Text, "known, no_data or not_applicable";
            "value": 2 ["value"] Any, "The value; true or false for a condition.";
        },
    },
    Table {
        name: "criteria",
        about: "A criterion or deadline of the campaign.",
        of: &["criteria"],
        within: &[],
        columns: columns! {
            "criterion": 0 ["id"] Text, "The id.";
            "title": 0 ["title"] Text, "The title.";
            "of": 0 ["of"] Text, "unit or person";
            "clause": 0 ["clause"] Text, "The clause of the plan.";
            "deadline": 0 ["deadline"] Yes, "Whether it is a deadline.";
            "counts": 0 ["counts"] Yes, "Whether awards ask for it.";
            "years": 0 ["years"] Whole, "In how many years it is judged, ending with the year judged.";
            "line": 0 ["line"] Whole, "The line of the definition.";
        },
    },
    Table {
        name: "awards",
        about: "An award, and how everyone on its side was counted.",
        of: &["awards"],
        within: &[],
        columns: columns! {
            "award": 0 ["id"] Text, "The id.";
            "title": 0 ["title"] Text, "The title.";
            "to": 0 ["to"] Text, "unit or person";
            "clause": 0 ["clause"] Text, "The clause of the plan.";
            "given": 0 ["given"] Yes, "Whether it is given on this occasion.";
            "ranks_only": 0 ["ranks_only"] Yes, "Whether it is a ranking and has no places to give; its pools are open then.";
            "rows": 0 ["reconciliation"."rows"] Whole, "Rows below the heading.";
            "other_years": 0 ["reconciliation"."other_years"] Whole, "Rows of other years, in a table of several years.";
            "skipped": 0 ["reconciliation"."skipped"] Whole, "Sums, notes, blanks.";
            "rejected": 0 ["reconciliation"."rejected"] Whole, "Rows with figures but without an id, or without a year where a column tells it.";
            "not_considered": 0 ["reconciliation"."not_considered"] Whole, "Subjects that the award does not look at.";
            "not_eligible": 0 ["reconciliation"."not_eligible"] Whole, "Subjects that fail a criterion.";
            "pending": 0 ["reconciliation"."pending"] Whole, "Subjects of whom something is missing that could still decide.";
            "eligible": 0 ["reconciliation"."eligible"] Whole, "Subjects that meet everything that applies.";
            "decided": 0 ["decided"] Yes, "Whether decisions of the council bear on it.";
            "money": 0 ["money"."total"] Number, "What those on the list are paid, in đồng.";
            "most_money": 0 ["money"."most"] Number, "The same with the places that the council still has to give.";
        },
    },
    Table {
        name: "pools",
        about: "A pool of an award: who competes with whom for how many places.",
        of: &["awards"],
        within: &["pools"],
        columns: columns! {
            "award": 0 ["id"] Text, "The award's id.";
            "pool": 1 [] Whole, "The position of the pool, from 0.";
            "name": 1 ["name"] Text, "Its groups, its value or its unit, in words.";
            "unit": 1 ["unit"] Text, "The id of the unit whose persons compete.";
            "places": 1 ["places"] Any, "How many places; unlimited, or open.";
            "fewest_places": 1 ["fewest_places"] Any, "The fewest that there can be.";
            "most_places": 1 ["most_places"] Any, "The most that there can be.";
            "selected": 1 ["selected"] Whole, "Selected for certain.";
            "selected_uncertain": 1 ["selected_uncertain"] Whole, "Selected unless a missing figure turns out well for somebody else.";
            "tied_at_cutoff": 1 ["tied_at_cutoff"] Whole, "Level across the last place: the council chooses.";
            "choose": 1 ["tie"."choose"] Whole, "How many of those tied the council chooses.";
            "tie_certain": 1 ["tie"."certain"] Yes, "Whether the tie stays whatever the missing figures turn out to be.";
            "beyond_quota": 1 ["beyond_quota"] Whole, "Eligible, but the places go to better ones.";
            "quota_open": 1 ["quota_open"] Whole, "Eligible; the number of places is not known yet, or the award only ranks.";
            "pending_possible": 1 ["pending_possible"] Whole, "Could still be selected.";
            "pending_impossible": 1 ["pending_impossible"] Whole, "Cannot be selected any more.";
        },
    },
    Table {
        name: "chosen",
        about: "Somebody on the list of an award or level across its last place, in the order of the list.",
        of: &["awards"],
        within: &["list"],
        columns: columns! {
            "award": 0 ["id"] Text, "The award's id.";
            "pool": 1 ["pool"] Whole, "The position of the pool in the table of pools; empty for one that the council added.";
            "id": 1 ["id"] Text, "The subject's id.";
            "name": 1 ["name"] Text, "The subject's name.";
            "outcome": 1 ["outcome"] Text, "selected, selected_uncertain or tied_at_cutoff";
            "best_place": 1 ["place"."best"] Whole, "The best place that the subject can have in its pool.";
            "worst_place": 1 ["place"."worst"] Whole, "The worst place.";
        },
    },
    Table {
        name: "missing",
        about: "A figure that is missing or doubtful, told once however many wait for it.",
        of: &["missing"],
        within: &[],
        columns: columns! {
            "side": 0 ["side"] Text, "unit or person; empty for a figure of the definition";
            "id": 0 ["id"] Text, "Whose figure it is.";
            "name": 0 ["name"] Text, "The subject's name.";
            "figure": 0 ["figure"] Text, "What should stand there.";
            "why": 0 ["why"] Text, "What is wrong, in words.";
            "waiting": 0 ["waiting"] Whole, "How many others wait for it.";
            "may_decide": 0 ["may_decide"] Yes, "Whether it can still change a result.";
            "file": 0 ["at"."file"] Text, "The file.";
            "sheet": 0 ["at"."sheet"] Text, "The sheet; empty for a text file.";
            "cell": 0 ["at"."cell"] Text, "The cell; in a text file the row is the line.";
            "line": 0 ["at"."line"] Whole, "The line, for a figure of the definition.";
        },
    },
    Table {
        name: "findings",
        about: "A doubt or a note about the data or the decisions.",
        of: &["findings"],
        within: &[],
        columns: columns! {
            "level": 0 ["level"] Text, "doubt or note";
            "code": 0 ["code"] Text, "The short name of the finding.";
            "message": 0 ["message"] Text, "What was found, in words.";
            "help": 0 ["help"] Text, "What to do, in words.";
            "file": 0 ["at"."file"] Text, "The file.";
            "sheet": 0 ["at"."sheet"] Text, "The sheet; empty for a text file.";
            "cell": 0 ["at"."cell"] Text, "The cell, row (17:17) or column (D:D); empty for the table as a whole.";
            "line": 0 ["at"."line"] Whole, "The line of the definition.";
        },
    },
    Table {
        name: "decisions",
        about: "A decision of the council, and what became of it.",
        of: &["decisions"],
        within: &[],
        columns: columns! {
            "award": 0 ["award"] Text, "The award's id.";
            "side": 0 ["side"] Text, "unit or person";
            "id": 0 ["id"] Text, "The subject's id.";
            "name": 0 ["name"] Text, "The subject's name.";
            "decision": 0 ["decision"] Text, "choose, admit, exclude or waive";
            "criterion": 0 ["criterion"] Text, "The criterion that is waived.";
            "reason": 0 ["reason"] Text, "Why, as written.";
            "paper": 0 ["paper"] Text, "The number of the paper, as written.";
            "date": 0 ["date"] Day, "The day of the paper.";
            "effect": 0 ["effect"] Text, "applied, changes_nothing, not_applied or other_occasion";
            "file": 0 ["at"."file"] Text, "The file.";
            "sheet": 0 ["at"."sheet"] Text, "The sheet; empty for a text file.";
            "cell": 0 ["at"."cell"] Text, "The cell.";
        },
    },
    Table {
        name: "papers",
        about: "A paper in the dossier of somebody on a list or still in question.",
        of: &["dossiers"],
        within: &["papers"],
        columns: columns! {
            "award": 0 ["award"] Text, "The award's id.";
            "side": 0 ["side"] Text, "unit or person";
            "id": 0 ["id"] Text, "The subject's id.";
            "name": 0 ["name"] Text, "The subject's name.";
            "copies": 0 ["copies"] Whole, "How many copies the award asks for.";
            "paper": 1 ["title"] Text, "The paper.";
            "state": 1 ["state"] Text, "there, missing, not_known, not_tracked or not_applicable";
            "file": 1 ["at"."file"] Text, "The file that says so.";
            "sheet": 1 ["at"."sheet"] Text, "The sheet; empty for a text file.";
            "cell": 1 ["at"."cell"] Text, "The cell.";
        },
    },
    Table {
        name: "calendar",
        about: "A date of the office, or the day of a deadline.",
        of: &["calendar"],
        within: &[],
        columns: columns! {
            "id": 0 ["id"] Text, "The id of the date or of the deadline.";
            "title": 0 ["title"] Text, "What is to be done.";
            "clause": 0 ["clause"] Text, "The clause of the plan.";
            "who": 0 ["who"] Text, "Who does it; unit or person for a deadline.";
            "group": 0 ["group"] Text, "The key of the group that the day is for.";
            "day": 0 ["day"] Day, "The day.";
            "included": 0 ["included"] Yes, "Whether that day itself is in time.";
            "days_left": 0 ["days_left"] Whole, "Days from the as-of day; negative when it has passed.";
            "on_time": 0 ["kept"."on_time"] Whole, "How many kept the deadline.";
            "late": 0 ["kept"."late"] Whole, "How many were late.";
            "no_date": 0 ["kept"."no_date"] Whole, "How many have no date although it has passed.";
            "not_yet_due": 0 ["kept"."not_yet_due"] Whole, "How many have no date yet and are still in time.";
        },
    },
    Table {
        name: "sources",
        about: "A file that was read.",
        of: &["sources"],
        within: &[],
        columns: columns! {
            "role": 0 ["role"] Text, "definition or data";
            "file": 0 ["file"] Text, "The file as the campaign names it.";
            "size": 0 ["size"] Whole, "Its bytes.";
            "sha256": 0 ["sha256"] Text, "The SHA-256 of its bytes.";
        },
    },
];
