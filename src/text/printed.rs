//! The words of what is printed and signed, and of the charts.

use super::{en, vi};
use crate::vocab::{Date, Lang, Side};

/// The words of one language.
pub(crate) struct Words {
    /// The name of the state and its motto, as they head every paper.
    pub(crate) nation: &'static str,
    pub(crate) motto: &'static str,
    /// The number of a paper, or room for it.
    pub(crate) number: fn(Option<&str>) -> String,
    /// Where and on which day a paper is signed, or room for it in that year.
    pub(crate) dated: fn(Option<&str>, Option<Date>, i32) -> String,
    pub(crate) title: fn(Side) -> &'static str,
    /// The title of a ranking without places.
    pub(crate) ranking: fn(Side) -> &'static str,
    /// The paper that a list goes with, or room for it.
    pub(crate) attached_to: fn(Option<&str>) -> String,
    pub(crate) basis: fn(&str) -> String,
    /// Room for a basis that the campaign file does not name.
    pub(crate) basis_by_hand: &'static str,
    /// The plan, its clause, or both; empty for neither.
    pub(crate) clause: fn(Option<&str>, Option<&str>) -> Option<String>,
    pub(crate) summary: &'static str,
    pub(crate) form: &'static str,
    /// How many criteria are met, and how many apply.
    pub(crate) met: fn(usize, usize) -> String,
    /// How many are in the list, how many of them wait for the council, and how many for a number of places.
    pub(crate) total: fn(Side, usize, usize, usize) -> String,
    /// The total of the amounts, and whether it leaves those out for whom the council chooses.
    pub(crate) total_money: fn(bool) -> &'static str,
    pub(crate) recipients: &'static str,
    /// One of them, and whether it is the last.
    pub(crate) recipient: fn(&str, bool) -> String,
    pub(crate) prepared_by: &'static str,
    pub(crate) prepared_sign: &'static str,
    pub(crate) signs_as: &'static str,
    pub(crate) sign: &'static str,
    /// The group, empty where there is only one, and how many are in it.
    pub(crate) criteria_of: fn(Side, &str, usize) -> String,
    pub(crate) shares: &'static str,
    /// How many quota groups an award has, and that they have no number of places in common.
    pub(crate) pools: fn(usize) -> String,
    pub(crate) differs: &'static str,
    /// On a link, and above it.
    pub(crate) see: &'static str,
    pub(crate) list: &'static str,
    pub(crate) share_met: &'static str,
    /// The title of a table that goes on below its headings once more.
    pub(crate) continued: fn(&str) -> String,
    /// The award with its quota group, and how many lead.
    pub(crate) leading: fn(&str, usize) -> String,
    /// Said of a quota group of which no chart or only a part can be drawn: how many are, of how many, and by what.
    pub(crate) not_drawn: fn(&str, usize, usize, &str) -> String,
    /// Said of an award with more quota groups than there are charts for.
    pub(crate) many_pools: fn(&str, usize) -> String,
}

/// The words of one language.
pub(crate) fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::Vi => &vi::printed::WORDS,
        Lang::En => &en::printed::WORDS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_on_a_paper_is_written_as_the_decree_wants_it() {
        let day = Date::from_ymd_opt(2024, 1, 5);
        let dated = |lang, place, day| (words(lang).dated)(place, day, 2024);
        assert_eq!(dated(Lang::Vi, Some("Vụ Bản"), day), "Vụ Bản, ngày 05 tháng 01 năm 2024");
        assert_eq!(dated(Lang::Vi, Some("Vụ Bản"), Date::from_ymd_opt(2024, 12, 25)), "Vụ Bản, ngày 25 tháng 12 năm 2024");
        // A 3 is no month that could be forged, an 1 and a 2 are.
        assert_eq!(dated(Lang::Vi, Some("Vụ Bản"), Date::from_ymd_opt(2024, 3, 15)), "Vụ Bản, ngày 15 tháng 3 năm 2024");
        assert_eq!(dated(Lang::Vi, None, None), "…………, ngày …… tháng …… năm 2024");
        assert_eq!(dated(Lang::En, Some("Vụ Bản"), day), "Vụ Bản, 5 January 2024");
        assert_eq!(dated(Lang::En, None, None), "…………, …… 2024");
    }

    #[test]
    fn the_last_of_the_recipients_ends_with_a_full_stop() {
        let one = |last| (words(Lang::Vi).recipient)("Hội đồng TĐKT huyện", last);
        assert_eq!(one(false), "- Hội đồng TĐKT huyện;");
        assert_eq!(one(true), "- Hội đồng TĐKT huyện.");
    }
}
