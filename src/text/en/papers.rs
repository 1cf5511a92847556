//! Dossiers, deadlines, the council's decisions and reward money, in English.

use crate::text::explanation::count;
use crate::text::papers::Words;
use crate::vocab::Lang::En;
use crate::vocab::decision::Ruling;

pub(in crate::text) fn ruling(ruling: Ruling) -> &'static str {
    match ruling {
        Ruling::Choose => "choose",
        Ruling::Admit => "admit",
        Ruling::Exclude => "exclude",
        Ruling::Waive => "waive",
    }
}

pub(in crate::text) const WORDS: Words = Words {
    sheet: "Dossiers and deadlines",
    title: "DOSSIERS OF NOMINEES, AND DEADLINES",
    nobody: "Nobody is nominated yet",
    copies: "Copies",
    channel: "Handed in at",
    lacking: "Still missing",
    there: "✓ there",
    missing: "✗ missing",
    not_known: "? not known",
    not_tracked: "not tracked",
    calendar: "Calendar and deadlines",
    what: "What",
    who: "Who",
    due: "Due",
    state: "State",
    on_time: "On time",
    late: "Late",
    no_date: "Overdue, no date",
    not_yet_due: "Not yet due",
    days_left: |days, included| match days.saturating_add(i64::from(days < 0 && !included)) {
        0 if days < 0 => "over".to_owned(),
        0 => "today is the last day".to_owned(),
        1 => "1 day left".to_owned(),
        2.. => format!("{days} days left"),
        -1 => "1 day ago".to_owned(),
        passed => format!("{} days ago", passed.unsigned_abs()),
    },
    incomplete: |number| format!("Complete the dossiers of those on a list that lack papers: {}", count(En, number)),
    incomplete_others: |number| format!("Complete the dossiers of others who may still be proposed: {}", count(En, number)),
    late_dossiers: |number| format!("Look at those on a list who kept a deadline too late: {}", count(En, number)),
    look_at_decisions: |number| format!("Look again at decisions of the council that do not fit: {}", count(En, number)),
    money: "Reward money",
    money_column: "Reward money (VND)",
    each: "Each (VND)",
    listed: "How many",
    total: "Total (VND)",
    most: "With every place given (VND)",
    all: "In all",
    basis: "Legal basis",
    fund: "Fund",
    decided_on: "Day of the decision",
    base_salary: "Base salary (VND)",
    not_computed: "not computed yet",
    told_money: |sum, number, total, most| {
        let most = most.map(|most| format!(" (with every place given: {most} VND)")).unwrap_or_default();
        format!("reward: {sum}; for {}: {total} VND{most}", count(En, number))
    },
    told_all: |total, most| {
        let most = most.map(|most| format!(" (with every place given: {most} VND)")).unwrap_or_default();
        format!("Reward money in all: {total} VND{most}")
    },
    decisions: "Decisions of the council",
    decision: "Decision",
    paper: "Paper, reason",
    effect: "What became of it",
    decided: "By the council",
    applied: "applied",
    without_effect: "changes nothing",
    not_applied: "not applied",
    other_occasion: "not of this occasion",
    computed: "computed",
    moved: "moved by decisions on others",
    dated: |paper, day| format!("{paper} of {day}"),
    under: |ruling, paper| format!("{ruling}, {paper}"),
    of_criterion: |ruling, criterion| format!("{ruling} the criterion “{criterion}”"),
    decided_told: |what| format!("by the council: {what}"),
    applied_count: |applied, all| format!("Decisions of the council: {} of {} applied", count(En, applied), count(En, all)),
};
