//! The words of the workbook's sheets: their names, their headings and the sentences in them.
//!
//! Each language fills one [`Words`]; a heading without its words in both languages does not compile.

use super::{en, vi};
use crate::vocab::{Date, Kind, Lang, Rounding, Side};

/// Every word of the workbook that is not a reason, an outcome or a finding.
pub(crate) struct Words {
    pub(crate) names: Names,
    pub(crate) common: Common,
    pub(crate) overview: Overview,
    pub(crate) list: List,
    pub(crate) ranking: Ranking,
    pub(crate) criteria: Criteria,
    pub(crate) missing: Missing,
    pub(crate) reasons: Reasons,
    pub(crate) sources: Sources,
    pub(crate) told: Told,
}

/// The words of one language.
pub(crate) fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::Vi => &vi::sheet::WORDS,
        Lang::En => &en::sheet::WORDS,
    }
}

/// The sheets' names. Lists and rankings carry their number where there are several.
pub(crate) struct Names {
    pub(crate) overview: &'static str,
    pub(crate) list: fn(Option<usize>, Side) -> String,
    pub(crate) ranking: fn(Option<usize>, Side) -> String,
    pub(crate) criteria: fn(Side) -> &'static str,
    pub(crate) missing: &'static str,
    pub(crate) reasons: &'static str,
    pub(crate) sources: &'static str,
}

/// Headings and words that several sheets have.
pub(crate) struct Common {
    pub(crate) number: &'static str,
    pub(crate) id: &'static str,
    pub(crate) subject: &'static str,
    pub(crate) name: fn(Side) -> &'static str,
    pub(crate) group: &'static str,
    pub(crate) unit: &'static str,
    pub(crate) post: &'static str,
    pub(crate) place: &'static str,
    pub(crate) outcome: &'static str,
    pub(crate) note: &'static str,
    pub(crate) award: &'static str,
    pub(crate) clause: &'static str,
    pub(crate) criterion: &'static str,
    pub(crate) verdict: &'static str,
    pub(crate) figure: &'static str,
    pub(crate) file: &'static str,
    pub(crate) sheet: &'static str,
    pub(crate) cell: &'static str,
    pub(crate) source: &'static str,
    pub(crate) yes: &'static str,
    pub(crate) no: &'static str,
    pub(crate) unknown_group: &'static str,
    pub(crate) unknown_unit: &'static str,
    pub(crate) everyone: &'static str,
    pub(crate) draft: &'static str,
    pub(crate) as_of: fn(&str) -> String,
    pub(crate) day: fn(Date) -> String,
    /// `40 tập thể`, `1 cá nhân`.
    pub(crate) subjects: fn(Side, usize) -> String,
    /// Said on a sheet that is too long for a reason in each cell.
    pub(crate) too_many: fn(usize) -> String,
    /// Behind names of which only the first are told.
    pub(crate) and_more: fn(usize) -> String,
}

/// Tổng hợp.
pub(crate) struct Overview {
    pub(crate) title: &'static str,
    pub(crate) campaign: &'static str,
    pub(crate) issuer: &'static str,
    pub(crate) plan: &'static str,
    pub(crate) year: &'static str,
    pub(crate) period_days: fn(Option<&str>, Option<&str>) -> String,
    pub(crate) as_of: &'static str,
    pub(crate) judged: &'static str,
    pub(crate) definition: &'static str,
    pub(crate) state: &'static str,
    /// What keeps the lists from being final: figures, a number of places, a choice.
    pub(crate) draft_why: fn([bool; 3]) -> String,
    pub(crate) final_why: &'static str,
    pub(crate) todo: &'static str,
    pub(crate) nothing_to_do: &'static str,
    pub(crate) awards: &'static str,
    pub(crate) quota: &'static str,
    pub(crate) sum: &'static str,
    pub(crate) unlimited: &'static str,
    pub(crate) open: &'static str,
    pub(crate) chosen: &'static str,
    pub(crate) uncertain: &'static str,
    pub(crate) tied: &'static str,
    pub(crate) beyond: &'static str,
    pub(crate) pending: &'static str,
    pub(crate) pending_possible: &'static str,
    /// In place of a number: there is none, everybody is ranked.
    pub(crate) ranks_only: &'static str,
    pub(crate) reconciliation: &'static str,
    /// Behind a title: that the council's decisions are in what follows.
    pub(crate) decided_too: &'static str,
    /// Those of whom it is not known whether they are eligible.
    pub(crate) eligibility_unknown: &'static str,
    pub(crate) rows: &'static str,
    /// Rows of other years, where one table holds several.
    pub(crate) other_years: &'static str,
    pub(crate) skipped: &'static str,
    /// Rows without an id; where a column tells the year, also those without one.
    pub(crate) rejected: fn(bool) -> &'static str,
    pub(crate) not_considered: &'static str,
    pub(crate) not_eligible: &'static str,
    pub(crate) eligible: &'static str,
    pub(crate) check: &'static str,
    pub(crate) share_met: &'static str,
    pub(crate) fill_cells: fn(usize, &str) -> String,
    pub(crate) fill_one: fn(&str, &str, &str) -> String,
    pub(crate) more_cells: fn(usize) -> String,
    /// How many are eligible while there is no number of places.
    pub(crate) without_number: fn(usize) -> String,
    pub(crate) look_at: fn(usize) -> String,
    pub(crate) without_group: fn(&str) -> String,
    pub(crate) decide_tie: fn(&str, &str) -> String,
    /// The award, and where the definition says how many places it has.
    pub(crate) set_quota: fn(&str, &str) -> String,
    pub(crate) set_figure: fn(&str, usize) -> String,
    pub(crate) not_certain: fn(usize, &str) -> String,
}

/// The list of an award.
pub(crate) struct List {
    pub(crate) campaign: fn(&str) -> String,
    pub(crate) quota: fn(&str) -> String,
    pub(crate) open: &'static str,
    pub(crate) nobody: &'static str,
    /// The same where some wait for data and could still come.
    pub(crate) nobody_waiting: fn(usize, &str) -> String,
    /// Of which bodies or units there is nobody.
    pub(crate) nobody_in: fn(&str) -> String,
    /// Why a place is not certain: how many wait, and who they are.
    pub(crate) uncertain: fn(usize, &str) -> String,
    /// Why a place that passed is not certain: how many wait, and who they are.
    pub(crate) uncertain_passed: fn(usize, &str) -> String,
    /// That whoever waits may take the place for which others are tied.
    pub(crate) uncertain_tie: fn(usize, &str) -> String,
    /// That the council chose in a tie while others could still take the place.
    pub(crate) chosen_early: fn(usize, &str) -> String,
    /// Why a place is not certain when nobody of the award waits: the number of places does.
    pub(crate) uncertain_number: &'static str,
    pub(crate) council: &'static str,
    /// Places that pools left over and that passed: how many.
    pub(crate) passed: fn(&str) -> String,
    pub(crate) passed_open: &'static str,
    pub(crate) has_passed: &'static str,
    /// A share of the list that the plan watches.
    pub(crate) watched: fn(&WatchedWords<'_>) -> String,
    /// The sum of a percentage: share, count, whether it counts the eligible only, product, rounding, places.
    pub(crate) sum: fn(&SumWords<'_>) -> String,
}

/// The figures of a percentage, each as people write it.
pub(crate) struct SumWords<'a> {
    pub(crate) share: &'a str,
    pub(crate) count: &'a str,
    /// Of whom.
    pub(crate) of: SumOf<'a>,
    /// The fewest and the most places while it is not known how many heads there are; `None` when it is.
    pub(crate) may: Option<[String; 2]>,
    pub(crate) product: &'a str,
    /// How the product is made whole; `None` where it is whole already.
    pub(crate) rounding: Option<Rounding>,
    pub(crate) places: &'a str,
    pub(crate) bounded: bool,
}

/// Whom a percentage counts.
pub(crate) enum SumOf<'a> {
    /// Everybody.
    All,
    /// The eligible.
    Eligible,
    /// The list of the award with this title.
    List(&'a str),
}

/// A share of a list that a plan watches, as far as it is known.
pub(crate) struct WatchedWords<'a> {
    /// At least the share, not at most.
    pub(crate) floor: bool,
    pub(crate) share: &'a str,
    /// What has to hold.
    pub(crate) condition: &'a str,
    /// For how many of those listed it holds, and for how many nobody knows.
    pub(crate) holding: usize,
    pub(crate) listed: usize,
    pub(crate) unknown: usize,
    /// Of how many the council chooses some.
    pub(crate) tied: usize,
    /// Whether the list as it stands keeps the share; `None` when it depends on the council or a missing figure.
    pub(crate) stands: Option<bool>,
    /// Whether it does however missing figures turn out.
    pub(crate) kept: Option<bool>,
}

/// Xếp hạng.
pub(crate) struct Ranking {
    pub(crate) title: &'static str,
    pub(crate) failing: &'static str,
    pub(crate) missing: &'static str,
    pub(crate) in_the_way: &'static str,
    pub(crate) first: fn(&str) -> String,
    /// The nearest of several failing criteria.
    pub(crate) nearest: fn(&str, &str) -> String,
    /// How many more criteria are not met.
    pub(crate) and_others: fn(usize) -> String,
    /// That places are as computed, where the council decided something.
    pub(crate) as_computed: &'static str,
    pub(crate) lacks: fn(&str) -> String,
    pub(crate) others_lack: &'static str,
    pub(crate) key_lacks: fn(&str) -> String,
    pub(crate) not_applicable: &'static str,
    pub(crate) no_data: &'static str,
}

/// Tiêu chí.
pub(crate) struct Criteria {
    pub(crate) title: fn(Side) -> &'static str,
    pub(crate) legend: &'static str,
    /// Which cells carry a remark where not all do.
    /// The lists with these numbers.
    pub(crate) lists: fn(&str) -> String,
    pub(crate) remarked: &'static str,
    pub(crate) not_remarked: fn(usize) -> String,
    /// Before a requirement of one word.
    pub(crate) required: fn(&str) -> String,
    pub(crate) reported_only: &'static str,
    pub(crate) only: fn(&str) -> String,
    pub(crate) when: fn(&str) -> String,
    pub(crate) source: fn(&str) -> String,
}

/// Thiếu số liệu.
pub(crate) struct Missing {
    pub(crate) title: &'static str,
    pub(crate) none: &'static str,
    pub(crate) what: &'static str,
    pub(crate) needed_for: &'static str,
    pub(crate) waiting: &'static str,
    pub(crate) effect: &'static str,
    pub(crate) may_decide: &'static str,
    pub(crate) decides_nothing: &'static str,
    pub(crate) ranking_of: fn(&str) -> String,
    pub(crate) judging_of: fn(&str) -> String,
    pub(crate) advice: &'static str,
    /// A figure with its year: `Xếp loại năm 2019`.
    pub(crate) of_year: fn(&str, i32) -> String,
    /// That somebody has no row in the file of a year.
    pub(crate) add_row: fn(&str, &str, i32) -> String,
    /// What is missing of a unit that has sent nothing.
    pub(crate) everything: &'static str,
    /// What to do where the unit did not exist yet.
    pub(crate) new_then: &'static str,
    pub(crate) fill: &'static str,
    pub(crate) fill_date: &'static str,
    pub(crate) fill_or_wait: &'static str,
    pub(crate) set_figure: &'static str,
    pub(crate) check: &'static str,
}

/// Giải trình.
pub(crate) struct Reasons {
    pub(crate) title: &'static str,
    pub(crate) criterion_id: &'static str,
    pub(crate) figures: &'static str,
    pub(crate) required: &'static str,
    pub(crate) gap: &'static str,
    pub(crate) reason: &'static str,
    pub(crate) in_question_only: fn(usize) -> String,
}

/// Nguồn.
pub(crate) struct Sources {
    pub(crate) title: &'static str,
    pub(crate) tool: &'static str,
    pub(crate) as_of: &'static str,
    pub(crate) files: &'static str,
    pub(crate) size: &'static str,
    pub(crate) digest: &'static str,
    pub(crate) used_for: &'static str,
    pub(crate) definition: &'static str,
    pub(crate) data_of: fn(Side) -> &'static str,
    pub(crate) read: fn(Side) -> &'static str,
    pub(crate) read_list: fn(&str, Option<i32>) -> String,
    pub(crate) heading_row: &'static str,
    pub(crate) rows: &'static str,
    pub(crate) subjects: &'static str,
    pub(crate) skipped: &'static str,
    /// Rows without an id; where a column tells the year, also those without one.
    pub(crate) rejected: fn(bool) -> &'static str,
    pub(crate) unknown: &'static str,
    /// Units of the expected list without a row of figures.
    pub(crate) not_sent: &'static str,
    pub(crate) files_read: &'static str,
    pub(crate) expected_list: &'static str,
    pub(crate) empty_rows: &'static str,
    pub(crate) hidden_rows: &'static str,
    pub(crate) hidden_columns: &'static str,
    pub(crate) unread: &'static str,
    pub(crate) earlier: &'static str,
    pub(crate) year: &'static str,
    pub(crate) rows_left_out: &'static str,
    pub(crate) row: &'static str,
    pub(crate) why: &'static str,
    pub(crate) columns: &'static str,
    pub(crate) column: &'static str,
    pub(crate) heading: &'static str,
    pub(crate) short_name: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) filled: &'static str,
    pub(crate) key_id: &'static str,
    pub(crate) key_name: &'static str,
    pub(crate) key_group: &'static str,
    pub(crate) key_year: &'static str,
    pub(crate) read_decisions: &'static str,
    pub(crate) other_years: &'static str,
    pub(crate) key_unit: &'static str,
    pub(crate) of_kind: fn(Kind) -> &'static str,
    pub(crate) notes: &'static str,
    pub(crate) text: &'static str,
}

/// What a terminal shows of results.
pub(crate) struct Told {
    pub(crate) quota: fn(&str) -> String,
    pub(crate) chosen: fn(usize) -> String,
    pub(crate) uncertain: fn(usize) -> String,
    /// How many wait for data, and how many of them may still be chosen.
    pub(crate) pending: fn(usize, usize) -> String,
    /// How many cells are missing, of whom, and how many can still change a result.
    pub(crate) missing: fn(usize, &str, usize) -> String,
    /// The place, among how many, and the quota.
    pub(crate) place: fn(&str, usize, &str) -> String,
    pub(crate) failing: fn(usize) -> String,
    /// Those who are in no quota group because what says so is not known, and may still be chosen.
    pub(crate) outside: fn(&str, usize) -> String,
    /// What is not known of them where a column divides the quota.
    pub(crate) unknown_pool: &'static str,
    /// A ranking key of a subject: its name, its value, and the cells, empty where there are none.
    pub(crate) key: fn(&str, &str, &str) -> String,
    /// The same key of the last one who has a place.
    pub(crate) last: fn(Side, &str) -> String,
    /// Why somebody who waits cannot get a place any more.
    pub(crate) hopeless: &'static str,
    /// That there are no places at all, so that nothing is to be waited for.
    pub(crate) no_places: &'static str,
    /// A range of places, which counts those who wait, beside how many are eligible now, and the quota.
    pub(crate) range: fn(&str, usize, &str) -> String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocab::Lang;

    #[test]
    fn a_title_that_says_that_it_is_a_campaign_is_not_introduced_as_one() {
        #[track_caller]
        fn case(title: &str, told: &str) {
            assert_eq!((words(Lang::Vi).list.campaign)(title), told);
        }
        case("Cải cách hành chính năm 2023", "Phong trào thi đua: Cải cách hành chính năm 2023");
        case("Phong trào thi đua cải cách hành chính", "Phong trào thi đua cải cách hành chính");
        case("Thi đua “Cải cách hành chính”", "Phong trào thi đua “Cải cách hành chính”");
        assert_eq!((words(Lang::En).list.campaign)("Emulation campaign of 2023"), "Emulation campaign of 2023");
        assert_eq!((words(Lang::En).list.campaign)("Reform of 2023"), "Emulation campaign: Reform of 2023");
    }
}
