//! The sum behind one reward: coefficient × factor × base salary, and what it is rounded up to.

use super::Number;

/// How much one subject is paid, with every part of the sum. Amounts are in đồng.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RewardSum {
    /// The coefficient of an individual, such as 0.3.
    pub coefficient: Number,
    /// What it is multiplied with for a collective or a household; `None` for an individual.
    pub factor: Option<Number>,
    /// The monthly base salary on the day of the decision.
    pub base: Number,
    /// The three multiplied, exactly.
    pub product: Number,
    /// What is paid: the product rounded up.
    pub amount: Number,
}

impl RewardSum {
    /// Multiplies, and rounds up to a multiple of `step`; a step of zero leaves the product as it is.
    ///
    /// Rounding comes after the factor: 0.15 × 2 × 1,490,000 = 447,000 → 450,000. Source: Decree 91/2017 art. 68.2,
    /// Decree 98/2023 art. 53.
    #[must_use]
    pub fn new(coefficient: Number, factor: Option<Number>, base: Number, step: &Number) -> RewardSum {
        let of_individual = coefficient.times(&base);
        let product = factor.as_ref().map_or_else(|| of_individual.clone(), |factor| of_individual.times(factor));
        // A step of zero cannot be divided by, which is what it says: no rounding.
        let amount = product.over(step).map_or_else(|| product.clone(), |steps| steps.ceil().times(step));
        RewardSum { coefficient, factor, base, product, amount }
    }

    /// Whether rounding changed anything.
    #[must_use]
    pub fn is_rounded(&self) -> bool {
        self.product != self.amount
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_reward_is_rounded_up_after_it_is_doubled() {
        #[track_caller]
        fn case(coefficient: (i64, u32), factor: Option<(i64, u32)>, base: i64, product: i64, amount: i64) {
            let number = |(digits, scale)| Number::from_digits(digits, scale);
            let sum =
                |step| RewardSum::new(number(coefficient), factor.map(number), Number::from(base), &Number::from(step));
            let told = sum(10_000);
            assert_eq!((told.product.clone(), told.amount.clone()), (Number::from(product), Number::from(amount)));
            assert_eq!(told.is_rounded(), product != amount);
            assert_eq!(sum(0).amount, Number::from(product), "a step of zero does not round");
        }
        case((3, 1), Some((2, 0)), 1_490_000, 894_000, 900_000);
        case((3, 1), None, 2_340_000, 702_000, 710_000);
        case((3, 1), Some((15, 1)), 2_340_000, 1_053_000, 1_060_000);
        case((15, 1), Some((2, 0)), 2_530_000, 7_590_000, 7_590_000); // a multiple stays
        case((15, 2), Some((2, 0)), 1_490_000, 447_000, 450_000);
    }

    proptest! {
        #[test]
        fn rounding_never_pays_less_nor_a_whole_step_more(digits in 1_i64..500, base in 1_i64..9_000_000, step in 1_i64..100_000) {
            let step = Number::from(step);
            let sum = RewardSum::new(Number::from_digits(digits, 2), None, Number::from(base), &step);
            prop_assert!(sum.amount >= sum.product && sum.amount < sum.product.plus(&step));
            prop_assert!(sum.amount.over(&step).is_some_and(|steps| steps.is_whole()));
        }
    }
}
