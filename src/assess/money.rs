//! Reward money: the sum of one reward, and the totals of awards and of the campaign.

use crate::assess::Assessment;
use crate::vocab::money::RewardSum;
use crate::vocab::{Number, Outcome, Side};

/// What an award pays in all, in đồng.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AwardMoney {
    /// What one subject is paid.
    pub each: RewardSum,
    /// How many are on the list, those that are not certain included.
    pub listed: usize,
    /// Places across which some are tied, for which the council has not chosen yet.
    pub to_choose: usize,
    /// What those on the list are paid.
    pub total: Number,
    /// The same with the places that the council still has to give.
    pub most: Number,
}

impl Assessment<'_> {
    /// What one subject of an award is paid; `None` when the award pays nothing, or the coefficient or the base salary is
    /// not known yet.
    #[must_use]
    pub fn reward(&self, award: usize) -> Option<RewardSum> {
        let award = self.campaign.awards.get(award)?;
        let (reward, of_award) = (self.campaign.reward.as_ref()?, award.reward.as_ref()?);
        let of_side = match award.side {
            Side::Units => Some(reward.unit_factor.clone()),
            Side::Persons => None,
        };
        let factor = of_award.factor.clone().or(of_side).filter(|factor| *factor != Number::ONE);
        Some(RewardSum::new(of_award.coefficient.clone()?, factor, reward.base.clone()?, &reward.step))
    }

    /// What an award pays in all, by the results that hold; `None` as for [`Assessment::reward`], and for an award that is
    /// not given on this occasion.
    #[must_use]
    pub fn award_money(&self, award: usize) -> Option<AwardMoney> {
        let result = self.awards.get(award).filter(|result| result.given)?.in_force();
        let each = self.reward(award)?;
        let on_list = |subject: &usize| is_paid(result.outcome(*subject));
        let listed = (0..self.count(self.campaign.awards[award].side)).filter(on_list).count();
        let to_choose = result.ties().map(|tie| usize::try_from(tie.choose).unwrap_or(0)).sum();
        let times = |number: usize| each.amount.times(&Number::from(i64::try_from(number).unwrap_or(i64::MAX)));
        Some(AwardMoney { total: times(listed), most: times(listed + to_choose), each, listed, to_choose })
    }

    /// What the campaign pays in all for the awards of this occasion: for those on the lists, and with the places that the
    /// council still has to give; `None` when no award pays.
    #[must_use]
    pub fn money(&self) -> Option<(Number, Number)> {
        let of_awards = (0..self.awards.len()).filter_map(|award| self.award_money(award));
        of_awards
            .map(|money| (money.total, money.most))
            .reduce(|(total, most), (more, much)| (total.plus(&more), most.plus(&much)))
    }
}

/// Whether the outcome is one that is paid.
fn is_paid(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Selected | Outcome::SelectedUncertain)
}
