//! The words of what is printed and signed, and of the charts, in English.

use super::counted;
use crate::text::explanation::count;
use crate::text::printed::Words;
use crate::vocab::{Date, Lang::En, Side};

pub(in crate::text) const WORDS: Words = Words {
    nation: "SOCIALIST REPUBLIC OF VIET NAM",
    motto: "Independence - Freedom - Happiness",
    number: |number| format!("No. {}", number.unwrap_or("……………")),
    dated,
    title: |side| match side {
        Side::Units => "LIST OF UNITS PROPOSED FOR AN AWARD",
        Side::Persons => "TABULAR LIST OF PERSONS PROPOSED FOR AN AWARD",
    },
    ranking: |side| match side {
        Side::Units => "RANKING OF UNITS",
        Side::Persons => "RANKING OF PERSONS",
    },
    attached_to: |paper| format!("(Attached to {})", paper.unwrap_or("proposal No. ……… of …………………, by ……………………")),
    basis: |paper| format!("Pursuant to {};", paper.trim_end_matches([';', '.'])),
    basis_by_hand: "………………………………………………",
    clause: |plan, clause| match (plan.map(|plan| plan.trim_end_matches([';', '.'])), clause) {
        (None, None) => None,
        (Some(plan), None) => Some(format!("Pursuant to {plan};")),
        (plan, Some(clause)) => {
            let plan = plan.unwrap_or("the plan of the campaign");
            Some(format!("Pursuant to clause {} of {plan};", clause.replace("; ", ", ")))
        }
    },
    summary: "Summary of figures",
    form: "Form of award",
    met: |met, of| format!("{} of {} met", count(En, met), counted(of, "criterion", "criteria")),
    total: |side, listed, tied, open| {
        let whom = match side {
            Side::Units => "units",
            Side::Persons => "persons",
        };
        if listed == 0 {
            return format!("No {whom} are in this list.");
        }
        let tied = match tied {
            0 => String::new(),
            tied => format!(", {} of them for the council to choose from", count(En, tied)),
        };
        if open == listed && open > 0 {
            return format!("Number of eligible {whom}: {}; none is proposed while no quota is set.", count(En, open));
        }
        let open = match open {
            0 => String::new(),
            open => format!(", {} of them while no quota is set", count(En, open)),
        };
        format!("Number of {whom} in this list: {}{tied}{open}.", count(En, listed))
    },
    total_money: |tied| if tied { "Total, without places for the council to give" } else { "Total" },
    recipients: "To:",
    recipient: |who, last| format!("- {}{}", who.trim_end_matches([';', '.']), if last { "." } else { ";" }),
    prepared_by: "DRAWN UP BY",
    prepared_sign: "(Signature, full name)",
    signs_as: "HEAD OF THE BODY",
    sign: "(Signature, full name, seal)",
    criteria_of: |side, group, number| {
        let whom = match side {
            Side::Units => "units",
            Side::Persons => "persons",
        };
        let group = if group.is_empty() { String::new() } else { format!(" — {group}") };
        format!("Criteria of {whom}{group} ({whom}: {})", count(En, number))
    },
    continued: |title| format!("{title} (continued)"),
    shares: "Shares by verdict",
    pools: |pools| format!("{} quota groups", count(En, pools)),
    differs: "differs",
    see: "see",
    list: "List",
    share_met: "Share met",
    leading: |award, number| format!("{award}: the leading {}", count(En, number)),
    not_drawn: |award, drawn, ranked, key| {
        let ranked = count(En, ranked);
        match drawn {
            0 => format!("{award}: no chart, because too few of {ranked} have “{key}”"),
            drawn => format!("{award}: the chart shows only {} of {ranked}, who have “{key}”", count(En, drawn)),
        }
    },
    many_pools: |award, pools| format!("{award}: {} quota groups, see its ranking", count(En, pools)),
};

fn dated(place: Option<&str>, day: Option<Date>, year: i32) -> String {
    let place = place.unwrap_or("…………");
    match day {
        Some(day) => format!("{place}, {}", day.format("%-d %B %Y")),
        None => format!("{place}, …… {year}"),
    }
}
