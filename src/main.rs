//! The `thidua` program.
use thidua::*;
fn main() {
    let dir = std::env::args().nth(1).unwrap();
    let text = std::fs::read_to_string(format!("{dir}/campaign.toml")).unwrap();
    let (c, f) = campaign::read(&text);
    print!(
        "{}",
        write::terminal::findings(
            &f,
            &text::Definition { name: "campaign.toml", text: &text },
            &Default::default(),
            vocab::Lang::Vi,
            false
        )
    );
    let Some(c) = c else { return };
    let u = std::fs::read(format!("{dir}/{}", c.units.file)).unwrap();
    let p = c.persons.as_ref().map(|p| std::fs::read(format!("{dir}/{}", p.file)).unwrap());
    let lists: Vec<_> = c.details.iter().map(|d| (&d.file, std::fs::read(format!("{dir}/{}", d.file)).unwrap())).collect();
    let lists: Vec<_> = lists.iter().map(|(name, bytes)| input::File { name, bytes }).collect();
    let d = campaign::Data {
        details: &lists,
        units: input::File { name: &c.units.file, bytes: &u },
        persons: p.as_ref().map(|b| input::File { name: &c.persons.as_ref().unwrap().file, bytes: b }),
    };
    let (s, sources, f) = campaign::bind(&c, &d);
    let f = s.as_ref().map(|s| s.findings.clone()).unwrap_or(f);
    print!(
        "{}",
        write::terminal::findings(
            &f,
            &text::Definition { name: "campaign.toml", text: &text },
            &sources,
            vocab::Lang::Vi,
            false
        )
    );
    let Some(s) = s else { return };
    let a = assess::assess(&c, &s, vocab::Date::from_ymd_opt(2024, 1, 15).unwrap());
    for (i, cr) in c.criteria.iter().enumerate() {
        let r = s.roll(cr.side).unwrap();
        for k in 0..r.len() {
            eprintln!("V,{},{},{:?}", r.id(k), cr.id, a.verdict(i, k));
        }
    }
    for (i, aw) in c.awards.iter().enumerate() {
        let r = s.roll(aw.side).unwrap();
        for k in 0..r.len() {
            eprintln!("A,{},{},{:?},{:?}", aw.id, r.id(k), a.awards[i].place(k), a.awards[i].outcome(k));
        }
        println!(
            "{:?} {:?}",
            a.awards[i].tally,
            a.awards[i].pools.iter().map(|p| (p.group, p.places, p.tie)).collect::<Vec<_>>()
        );
    }
}
