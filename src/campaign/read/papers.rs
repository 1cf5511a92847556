//! `[dossier]` and `[reward]`: what a nominee hands in and on what basis money is paid.

use crate::campaign::definition::{Dossier, Reward};

use super::found::{Found, Keys};

pub(super) fn dossier(top: &Keys<'_>, found: &Found) -> Option<Dossier> {
    let keys = Keys::open(top.table("dossier")?, &["clause", "rules", "parts", "channel", "copies"], found);
    keys.required("parts");
    Some(Dossier {
        parts: keys.texts("parts").into_iter().map(|part| part.value.to_owned()).collect(),
        channel: keys.text("channel").map(|channel| channel.value.to_owned()),
        copies: keys.whole("copies").map(|copies| copies.value),
        cite: super::cite(&keys),
    })
}

pub(super) fn reward(top: &Keys<'_>, found: &Found) -> Option<Reward> {
    let keys = Keys::open(top.table("reward")?, &["clause", "rules", "basis", "fund"], found);
    Some(Reward {
        basis: keys.text("basis").map(|basis| basis.value.to_owned()),
        fund: keys.text("fund").map(|fund| fund.value.to_owned()),
        cite: super::cite(&keys),
    })
}
