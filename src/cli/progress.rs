//! Long work shows itself: a line on the terminal names the step that takes more than half a second, and says how far it
//! is. Nothing is shown where standard error is no terminal.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::text::{self, Step};
use crate::vocab::Lang;

/// How long a step may take before it is shown.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often the line changes.
const BEAT: Duration = Duration::from_millis(100);

/// The line that is on the terminal, for an interruption to take away.
static SHOWN: Mutex<Option<ProgressBar>> = Mutex::new(None);

/// A step of the work; it stops showing itself when it is dropped.
pub(super) struct Working {
    done: Arc<AtomicU64>,
    over: Option<Sender<()>>,
    watch: Option<JoinHandle<()>>,
}

impl Working {
    /// Begins a step of `total` items; 0 where nobody knows how many.
    pub(super) fn on(step: Step, total: usize, lang: Lang) -> Working {
        if std::io::stderr().is_terminal() {
            return Working::shown_on(ProgressDrawTarget::stderr(), PATIENCE, step, total, lang);
        }
        Working { done: Arc::new(AtomicU64::new(0)), over: None, watch: None }
    }

    fn shown_on(screen: ProgressDrawTarget, patience: Duration, step: Step, total: usize, lang: Lang) -> Working {
        let done = Arc::new(AtomicU64::new(0));
        let (over, is_over) = channel::<()>();
        let counted = Arc::clone(&done);
        let watch = std::thread::spawn(move || {
            if is_over.recv_timeout(patience) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let bar = show(screen, step, total, lang);
            while is_over.recv_timeout(BEAT) == Err(RecvTimeoutError::Timeout) {
                bar.set_position(counted.load(Ordering::Relaxed));
                bar.tick();
            }
            clear();
        });
        Working { done, over: Some(over), watch: Some(watch) }
    }

    /// One more item is done.
    pub(super) fn one_more(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }
}

impl Drop for Working {
    fn drop(&mut self) {
        // The watch ends when nobody can tell it anything any more, and takes its line away.
        drop(self.over.take());
        if let Some(watch) = self.watch.take() {
            let _ = watch.join();
        }
    }
}

fn show(screen: ProgressDrawTarget, step: Step, total: usize, lang: Lang) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, screen);
    let template = if total > 0 {
        bar.set_length(u64::try_from(total).unwrap_or(u64::MAX));
        "{msg} [{bar:30}] {percent} % ({elapsed})"
    } else {
        "{spinner} {msg} ({elapsed})"
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style.progress_chars("=> "));
    }
    bar.set_message(text::step(lang, step));
    bar.tick();
    *SHOWN.lock().unwrap_or_else(PoisonError::into_inner) = Some(bar.clone());
    bar
}

/// Takes the line off the terminal.
pub(super) fn clear() {
    if let Some(bar) = SHOWN.lock().unwrap_or_else(PoisonError::into_inner).take() {
        bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use indicatif::TermLike;
    use std::io;

    /// A terminal that remembers what was written on it.
    #[derive(Debug, Clone, Default)]
    struct Screen(Arc<Mutex<String>>);

    impl Screen {
        fn told(&self) -> String {
            self.0.lock().unwrap().clone()
        }

        fn put(&self, text: &str) -> io::Result<()> {
            self.0.lock().unwrap().push_str(text);
            Ok(())
        }
    }

    impl TermLike for Screen {
        fn width(&self) -> u16 {
            80
        }
        fn move_cursor_up(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_down(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_right(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_left(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn write_line(&self, text: &str) -> io::Result<()> {
            self.put(text)
        }
        fn write_str(&self, text: &str) -> io::Result<()> {
            self.put(text)
        }
        fn clear_line(&self) -> io::Result<()> {
            self.put("(taken away)")
        }
        fn flush(&self) -> io::Result<()> {
            Ok(())
        }
    }

    fn on(screen: &Screen, patience: u64, total: usize) -> Working {
        let target = ProgressDrawTarget::term_like(Box::new(screen.clone()));
        Working::shown_on(target, Duration::from_millis(patience), Step::Json, total, Lang::Vi)
    }

    #[test]
    fn a_long_step_names_itself_says_how_far_it_is_and_goes_away() {
        let screen = Screen::default();
        let working = on(&screen, 1, 4);
        working.one_more();
        working.one_more();
        let begun = std::time::Instant::now();
        while !screen.told().contains("50 %") && begun.elapsed() < Duration::from_secs(20) {
            std::thread::sleep(Duration::from_millis(5));
        }
        assert!(screen.told().contains("Đang ghi JSON") && screen.told().contains("50 %"), "{}", screen.told());
        drop(working);
        assert!(screen.told().ends_with("(taken away)"), "{}", screen.told());
    }

    #[test]
    fn a_step_of_which_nobody_knows_the_length_shows_its_time() {
        let screen = Screen::default();
        let working = on(&screen, 1, 0);
        let begun = std::time::Instant::now();
        while screen.told().is_empty() && begun.elapsed() < Duration::from_secs(20) {
            std::thread::sleep(Duration::from_millis(5));
        }
        drop(working);
        assert!(screen.told().contains("Đang ghi JSON") && !screen.told().contains('%'), "{}", screen.told());
    }

    #[test]
    fn a_short_step_shows_nothing() {
        let screen = Screen::default();
        drop(on(&screen, 60_000, 4));
        assert_eq!(screen.told(), "");
    }
}
