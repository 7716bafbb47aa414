//! An axis: its bounds, its rounded ticks, where a number stands on it.

use crate::format::number;

/// From numbers to pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scale {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
    step: f64,
}

impl Scale {
    /// An axis that holds every number given, its ends at rounded ticks, over pixels `from` to `to`; about `ticks` of them.
    pub(super) fn over(numbers: impl Iterator<Item = f64>, [from, to]: [f64; 2], ticks: f64) -> Self {
        let (mut low, mut high) = (f64::INFINITY, f64::NEG_INFINITY);
        for number in numbers.filter(|number| number.is_finite()) {
            (low, high) = (low.min(number), high.max(number));
        }
        if low > high {
            (low, high) = (0.0, 1.0);
        }
        if high - low <= f64::EPSILON * high.abs().max(1.0) {
            // One number, however often: it stands in the middle.
            let around = (low.abs() * 0.2).max(1.0);
            (low, high) = (if low >= 0.0 { (low - around).max(0.0) } else { low - around }, high + around);
        }
        let step = rounded((high - low) / ticks.max(1.0));
        Self { low: (low / step).floor() * step, high: (high / step).ceil() * step, from, to, step }
    }

    /// Pixel of a number; one beyond the axis stands at its end.
    pub(super) fn at(&self, number: f64) -> f64 {
        let share = (number - self.low) / (self.high - self.low);
        self.from + (self.to - self.from) * share.clamp(0.0, 1.0)
    }

    /// Pixels of its lowest and its highest number.
    pub(super) const fn ends(&self) -> [f64; 2] {
        [self.from, self.to]
    }

    /// Which end a number lies beyond.
    pub(super) fn beyond(&self, number: f64) -> Option<End> {
        let slack = self.step * 1e-6;
        if number > self.high + slack {
            Some(End::High)
        } else if number < self.low - slack {
            Some(End::Low)
        } else {
            None
        }
    }

    /// Ticks and their words: no more decimals than parts them.
    pub(super) fn ticks(&self) -> Vec<(f64, String)> {
        let count = ((self.high - self.low) / self.step).round().clamp(1.0, 40.0) as u32;
        let decimals = (-self.step.log10().floor()).clamp(0.0, 6.0) as u8;
        (0..=count)
            .map(|index| self.low + f64::from(index) * self.step)
            .map(|tick| (tick, number(tick, decimals)))
            .collect()
    }
}

/// An end of an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Low,
    High,
}

/// The next of 1, 2, 5 times a power of ten.
fn rounded(step: f64) -> f64 {
    let power = 10_f64.powf(step.log10().floor());
    [1.0, 2.0, 5.0].into_iter().map(|times| times * power).find(|round| *round >= step * 0.999).unwrap_or(power * 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_hold_every_number() {
        let scale = Scale::over([4.9, 19.1].into_iter(), [0.0, 100.0], 5.0);
        let words: Vec<String> = scale.ticks().into_iter().map(|(_, words)| words).collect();
        assert_eq!(words, ["0", "5", "10", "15", "20"]);
        assert!(scale.beyond(19.1).is_none() && scale.beyond(4.9).is_none());
    }

    #[test]
    fn identical_numbers_and_none_have_an_axis_too() {
        for numbers in [vec![], vec![3.0], vec![0.0; 9], vec![-2.0; 4], vec![f64::NAN]] {
            let scale = Scale::over(numbers.iter().copied(), [0.0, 100.0], 5.0);
            assert!(scale.ticks().len() >= 2, "{numbers:?}");
            assert!(scale.ticks().iter().all(|(tick, _)| (0.0..=100.0).contains(&scale.at(*tick))));
        }
    }

    #[test]
    fn small_steps_keep_the_decimals_that_part_them() {
        let words: Vec<String> =
            Scale::over([0.1, 0.35].into_iter(), [0.0, 1.0], 5.0).ticks().into_iter().map(|(_, words)| words).collect();
        assert_eq!(words.first().map(String::as_str), Some("0,10"));
    }
}
