//! One criterion over several years: in each of them, or in any so many.

use crate::campaign::Years;
use crate::vocab::Verdict;

/// What a criterion comes to over the years, one verdict for each.
///
/// In each year: joined by *and*. In any so many: met when it is met in that many; not met when it cannot be any more.
/// A year in which it does not apply neither counts nor breaks, unless the plan says that it breaks; a year without data
/// is missing.
pub(super) fn over(years: Years, verdicts: impl Iterator<Item = Verdict> + Clone) -> Verdict {
    let verdicts = verdicts.map(|verdict| match verdict {
        Verdict::NotApplicable if years.not_applicable_breaks => Verdict::NotMet,
        other => other,
    });
    match years.any {
        None => verdicts.fold(Verdict::NotApplicable, Verdict::and),
        Some(needed) => at_least(usize::from(needed), verdicts),
    }
}

fn at_least(needed: usize, verdicts: impl Iterator<Item = Verdict> + Clone) -> Verdict {
    let count = |wanted: Verdict| verdicts.clone().filter(|verdict| *verdict == wanted).count();
    let (met, failed, missing) = (count(Verdict::Met), count(Verdict::NotMet), count(Verdict::NoData));
    if met >= needed {
        Verdict::Met
    } else if missing > 0 && (met + missing >= needed || met + failed == 0) {
        // Years that are all missing may all turn out not to apply.
        Verdict::NoData
    } else if met + failed + missing == 0 {
        Verdict::NotApplicable
    } else {
        Verdict::NotMet
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Verdict::{Met, NoData, NotApplicable, NotMet};

    fn case(any: Option<u8>, breaks: bool, verdicts: &[Verdict], expected: Verdict) {
        let years = Years { count: 3, any, not_applicable_breaks: breaks };
        assert_eq!(over(years, verdicts.iter().copied()), expected, "{any:?} {breaks} {verdicts:?}");
    }

    #[test]
    fn three_years_running_are_three_years() {
        case(None, false, &[Met, Met, Met], Met);
        case(None, false, &[Met, NoData, Met], NoData);
        case(None, false, &[NotMet, NoData, Met], NotMet);
        case(None, false, &[Met, NotApplicable, Met], Met);
        case(None, true, &[Met, NotApplicable, Met], NotMet);
        case(None, false, &[NotApplicable, NotApplicable, NotApplicable], NotApplicable);
    }

    #[test]
    fn any_two_of_three_years_are_two() {
        case(Some(2), false, &[Met, NotMet, Met], Met);
        case(Some(2), false, &[Met, NotMet, NotMet], NotMet);
        case(Some(2), false, &[Met, NoData, NotMet], NoData);
        case(Some(2), false, &[NotMet, NoData, NotMet], NotMet);
        case(Some(2), false, &[Met, NotApplicable, NotApplicable], NotMet);
        case(Some(2), false, &[NotApplicable, NotApplicable, NotApplicable], NotApplicable);
        case(Some(2), false, &[NoData, NotApplicable, NotApplicable], NoData);
    }
}
