//! The four verdicts and how those of parts make that of the whole.

/// What a criterion says of a subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// Đạt.
    Met,
    /// Không đạt.
    NotMet,
    /// Chưa đủ số liệu: a figure that is needed is missing or doubtful. Neither a pass nor a fail.
    NoData,
    /// Không áp dụng: there is nothing to judge.
    NotApplicable,
}

impl Verdict {
    /// Every verdict, in the order in which sheets list them.
    pub const ALL: [Verdict; 4] = [Verdict::Met, Verdict::NotMet, Verdict::NoData, Verdict::NotApplicable];

    /// Both: a failed part decides, then a missing one, then a met one.
    #[must_use]
    pub fn and(self, other: Verdict) -> Verdict {
        strongest([Verdict::NotMet, Verdict::NoData, Verdict::Met], self, other)
    }

    /// Either: a met part decides, then a missing one, then a failed one.
    #[must_use]
    pub fn or(self, other: Verdict) -> Verdict {
        strongest([Verdict::Met, Verdict::NoData, Verdict::NotMet], self, other)
    }

    /// Met becomes not met and the other way round; missing and not applicable stay.
    #[must_use]
    pub fn negated(self) -> Verdict {
        match self {
            Verdict::Met => Verdict::NotMet,
            Verdict::NotMet => Verdict::Met,
            other => other,
        }
    }

    /// Met when `holds`, else not met.
    #[must_use]
    pub fn of(holds: bool) -> Verdict {
        if holds { Verdict::Met } else { Verdict::NotMet }
    }
}

fn strongest(order: [Verdict; 3], a: Verdict, b: Verdict) -> Verdict {
    order.into_iter().find(|verdict| *verdict == a || *verdict == b).unwrap_or(Verdict::NotApplicable)
}

#[cfg(test)]
mod tests {
    use super::Verdict::{self, Met, NoData, NotApplicable, NotMet};

    #[test]
    fn a_failed_part_decides_a_conjunction_and_a_met_part_a_disjunction() {
        let case = |a: Verdict, b, and, or| {
            assert_eq!((a.and(b), a.or(b)), (and, or), "{a:?} {b:?}");
            assert_eq!((b.and(a), b.or(a)), (and, or), "{b:?} {a:?}");
        };
        case(NotMet, NoData, NotMet, NoData);
        case(NotMet, Met, NotMet, Met);
        case(NoData, Met, NoData, Met);
        case(NotApplicable, Met, Met, Met);
        case(NotApplicable, NotMet, NotMet, NotMet);
        case(NotApplicable, NoData, NoData, NoData);
        case(NotApplicable, NotApplicable, NotApplicable, NotApplicable);
    }
}
