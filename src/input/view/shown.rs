//! How the numbers of a sheet are shown, by the places of their cells.

use std::rc::Rc;

use super::super::xlsx::Look;
use super::places::Places;

/// How numbers are shown.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Numbers {
    /// The cells with numbers, each with its style.
    pub(super) places: Places,
    /// What each style shows.
    looks: Rc<[Look]>,
}

impl Numbers {
    pub(super) fn new(looks: Rc<[Look]>) -> Numbers {
        Numbers { places: Places::default(), looks }
    }

    pub(super) fn with(self, looks: &[Look]) -> Numbers {
        Numbers { looks: looks.into(), ..self }
    }

    /// How the number in a cell is shown; `None` where that is not known.
    pub(super) fn look(&self, row: u32, column: u16) -> Option<Look> {
        self.looks.get(usize::from(self.places.style(row, column)?)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::Shown;
    use super::*;

    #[test]
    fn a_number_is_shown_as_its_style_says_and_one_of_a_style_that_is_not_there_not_at_all() {
        let looks = [Shown::Plain, Shown::Percent].map(Look::Number);
        let mut numbers = Numbers::default().with(&looks);
        for (column, style) in [(0, 1), (1, 0), (2, 9)] {
            let _ = numbers.places.cell(5, column, style);
        }
        assert_eq!([0, 1, 2, 3].map(|column| numbers.look(5, column)), [Some(looks[1]), Some(looks[0]), None, None]);
    }
}
