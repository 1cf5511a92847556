//! The words of dossiers, deadlines, the council's decisions and reward money.

use super::parts::figure;
use super::{en, vi};
use crate::vocab::decision::Ruling;
use crate::vocab::money::RewardSum;
use crate::vocab::{Lang, Number};

/// The words of one language.
pub(crate) struct Words {
    /// The sheet's name and title.
    pub(crate) sheet: &'static str,
    pub(crate) title: &'static str,
    pub(crate) nobody: &'static str,
    pub(crate) copies: &'static str,
    pub(crate) channel: &'static str,
    pub(crate) lacking: &'static str,
    /// The signs of a paper's state.
    pub(crate) there: &'static str,
    pub(crate) missing: &'static str,
    pub(crate) not_known: &'static str,
    pub(crate) not_tracked: &'static str,
    pub(crate) calendar: &'static str,
    pub(crate) what: &'static str,
    pub(crate) who: &'static str,
    pub(crate) due: &'static str,
    pub(crate) state: &'static str,
    pub(crate) on_time: &'static str,
    pub(crate) late: &'static str,
    pub(crate) no_date: &'static str,
    pub(crate) not_yet_due: &'static str,
    /// The days to the last day of a deadline, and whether the day that it names is within it: what has passed is counted
    /// from the day named.
    pub(crate) days_left: fn(i64, bool) -> String,
    /// What the clerk has to do: dossiers that are not complete of those on a list and of other nominees, those that came
    /// late, and decisions to look at.
    pub(crate) incomplete: fn(usize) -> String,
    pub(crate) incomplete_others: fn(usize) -> String,
    pub(crate) late_dossiers: fn(usize) -> String,
    pub(crate) look_at_decisions: fn(usize) -> String,
    pub(crate) money: &'static str,
    /// The heading of a column of it, in the unit of its figures.
    pub(crate) money_column: &'static str,
    pub(crate) each: &'static str,
    pub(crate) listed: &'static str,
    pub(crate) total: &'static str,
    pub(crate) most: &'static str,
    pub(crate) all: &'static str,
    pub(crate) basis: &'static str,
    pub(crate) fund: &'static str,
    pub(crate) decided_on: &'static str,
    pub(crate) base_salary: &'static str,
    pub(crate) not_computed: &'static str,
    /// The sum of one reward, how many, the total, and the total with the places still to be given where it differs.
    pub(crate) told_money: fn(&str, usize, &str, Option<&str>) -> String,
    pub(crate) told_all: fn(&str, Option<&str>) -> String,
    pub(crate) decisions: &'static str,
    pub(crate) decision: &'static str,
    pub(crate) paper: &'static str,
    pub(crate) effect: &'static str,
    pub(crate) decided: &'static str,
    pub(crate) applied: &'static str,
    pub(crate) without_effect: &'static str,
    pub(crate) not_applied: &'static str,
    pub(crate) other_occasion: &'static str,
    /// Before the outcome that was computed.
    pub(crate) computed: &'static str,
    pub(crate) moved: &'static str,
    pub(crate) dated: fn(&str, &str) -> String,
    /// A decision with the paper that holds it.
    pub(crate) under: fn(&str, &str) -> String,
    /// A decision about one criterion.
    pub(crate) of_criterion: fn(&str, &str) -> String,
    pub(crate) decided_told: fn(&str) -> String,
    pub(crate) applied_count: fn(usize, usize) -> String,
}

/// The words of one language.
pub(crate) fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::Vi => &vi::papers::WORDS,
        Lang::En => &en::papers::WORDS,
    }
}

/// A decision in words: `Bổ sung`.
#[must_use]
pub fn ruling(lang: Lang, ruling: Ruling) -> &'static str {
    match lang {
        Lang::Vi => vi::papers::ruling(ruling),
        Lang::En => en::papers::ruling(ruling),
    }
}

/// An amount of money, with the thousands apart.
#[must_use]
pub fn amount(lang: Lang, amount: &Number) -> String {
    figure(lang, amount)
}

/// The sum of one reward: `0,3 × 2 × 1.490.000 = 894.000 → 900.000`.
#[must_use]
pub fn sum(lang: Lang, sum: &RewardSum) -> String {
    let factors = std::iter::once(&sum.coefficient).chain(&sum.factor).chain(std::iter::once(&sum.base));
    let factors: Vec<String> = factors.map(|factor| figure(lang, factor)).collect();
    let product = format!("{} = {}", factors.join(" × "), figure(lang, &sum.product));
    if sum.is_rounded() { format!("{product} → {}", figure(lang, &sum.amount)) } else { product }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reward_shows_its_whole_sum() {
        let sum_of = |coefficient, factor, base| {
            let number = |(digits, scale)| Number::from_digits(digits, scale);
            let told = RewardSum::new(number(coefficient), factor, Number::from(base), &Number::from(10_000));
            (sum(Lang::Vi, &told), sum(Lang::En, &told))
        };
        let two = Some(Number::from(2));
        assert_eq!(sum_of((3, 1), two.clone(), 1_490_000).0, "0,3 × 2 × 1.490.000 = 894.000 → 900.000");
        assert_eq!(sum_of((3, 1), two.clone(), 1_490_000).1, "0.3 × 2 × 1,490,000 = 894,000 → 900,000");
        assert_eq!(sum_of((3, 1), None, 2_340_000).0, "0,3 × 2.340.000 = 702.000 → 710.000");
        assert_eq!(sum_of((15, 1), two, 2_530_000).0, "1,5 × 2 × 2.530.000 = 7.590.000");
    }

    #[test]
    fn days_that_have_passed_are_counted_from_the_day_named() {
        #[track_caller]
        fn case(days: i64, included: bool, vi: &str, en: &str) {
            let told = [Lang::Vi, Lang::En].map(|lang| (words(lang).days_left)(days, included));
            assert_eq!(told, [vi, en], "{days} {included}");
        }
        case(2, true, "còn 2 ngày", "2 days left");
        case(0, false, "hôm nay là ngày cuối", "today is the last day");
        case(-1, true, "đã qua 1 ngày", "1 day ago");
        // The day named is the first that is too late.
        case(-1, false, "đã hết hạn", "over");
        case(-2, false, "đã qua 1 ngày", "1 day ago");
        case(-32, false, "đã qua 31 ngày", "31 days ago");
    }
}
