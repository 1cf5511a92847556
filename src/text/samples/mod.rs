//! One sample or more of every finding, with its full text in both languages, kept under `tests/golden/` for people to
//! review. A variant without a sample does not compile. After a change of words: `INSTA_UPDATE=always cargo test samples`.

mod cell;
mod decision;
mod definition;
mod output;
mod rule;
mod table;

use crate::text;
use crate::vocab::{About, Finding, Lang, Place, TableId};

/// Makes `samples()` from patterns that must cover every variant, each with its samples.
macro_rules! samples {
    ($fault:ty: $($pattern:pat => [$($sample:expr),+ $(,)?]),+ $(,)?) => {
        fn samples() -> Vec<$fault> {
            let covers_every_variant = |fault: &$fault| match fault {
                $($pattern => ()),+
            };
            let mut all: Vec<$fault> = Vec::new();
            $(for sample in [$($sample),+] {
                assert!(matches!(sample, $pattern), "{sample:?} stands under the wrong pattern");
                all.push(sample);
            })+
            all.iter().for_each(covers_every_variant);
            all
        }
    };
}
use samples;

/// Every sample as people read it, in both languages.
fn gallery<F: Into<About>>(samples: Vec<F>) -> String {
    samples.into_iter().map(|fault| exhibit(&Finding::new(fault, Place::Table(TableId(0))))).collect::<Vec<_>>().join("\n")
}

fn exhibit(finding: &Finding) -> String {
    let told = |lang| {
        let wording = text::finding(lang, &finding.about);
        let help = wording.help.map(|help| format!("  = {}: {help}\n", text::help_label(lang))).unwrap_or_default();
        format!("{}[{}]: {}\n{help}", text::level(lang, finding.level()), finding.code(), wording.message)
    };
    told(Lang::Vi) + &told(Lang::En)
}

/// Compares the gallery with the file of that name under `tests/golden/`.
fn assert_golden(name: &str, gallery: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../../tests/golden");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, gallery));
}

fn words(list: &[&str]) -> Vec<String> {
    list.iter().map(|&word| word.to_owned()).collect()
}
