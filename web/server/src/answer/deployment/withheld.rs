//! Which years of which schemes are hidden, and with them what else would tell their beneficiaries.
//!
//! Two sums are public: that of a year over all schemes, and that of a scheme over all years (what is expected of a fair spread of `n`
//! beneficiaries says `n`); and so is how many EPCI were reached in any window, which of them in the last year. So a year in which nearly
//! every EPCI reached had one beneficiary is hidden as a small one is, a hidden year of a scheme never stands alone, in its year nor among the years of its scheme; and what
//! follows from the beneficiaries so far is told of the years before the first hidden one and from the last one on, and in between of none.
//! What is hidden is judged over every year that was handed in, whatever years are asked for: two windows give no more than one.

use lanterne_observatory::cohort::Window;
use lanterne_observatory::cohort::secrecy::{Year, hidden_years};

use super::{Deployed, scheme};
use crate::document::deployment::SchemeDeployment;

/// By scheme, in the order of the deployment's list, by year: whether it is hidden.
pub(super) fn years(whole: &Deployed<'_>) -> Vec<Vec<bool>> {
    let year = |at: usize, slug: &str, year: u16| {
        let own = |scheme: u32| usize::try_from(scheme).is_ok_and(|scheme| scheme == at);
        let cohort = whole.deployment().cohort(own, Window { from: year, to: year });
        let counted = scheme::sum(whole, Some(slug), year, |helped| u64::try_from(helped.beneficiaries).ok());
        Year { beneficiaries: counted.unwrap_or(0), reached: cohort.covered() as u64 }
    };
    let years = |(at, slug): (usize, &&str)| whole.window.years().map(|own| year(at, slug, own)).collect();
    hidden_years(&whole.schemes.iter().enumerate().map(years).collect::<Vec<Vec<Year>>>())
}

/// Takes out of a scheme what is hidden. `years`: of every year that was handed in; `shown`: the places among them of the scheme's own.
pub(super) fn withhold(scheme: &mut SchemeDeployment, years: &[bool], shown: std::ops::Range<usize>) {
    let all = years.iter().filter(|hid| **hid).count();
    if all == 0 {
        return;
    }
    let mut so_far = 0;
    for (at, year) in shown.enumerate() {
        if years.get(year).copied().unwrap_or(false) {
            so_far += 1;
            scheme.hidden[at] = true;
            scheme.beneficiaries[at] = None;
            scheme.jobs[at] = None;
            scheme.amount_eur[at] = None;
        }
        if so_far != 0 && so_far != all {
            for spread in &mut scheme.fair {
                (spread.expected[at], spread.low[at], spread.high[at]) = (None, None, None);
            }
        }
    }
    if so_far != 0 && so_far != all {
        // The last year's own: what is told of the window as a whole.
        for spread in &mut scheme.fair {
            spread.probability = None;
            spread.verdict = String::new();
            spread.sentence = crate::french::typography::set(TOO_FEW);
        }
        (scheme.lorenz, scheme.parted) = (Vec::new(), Vec::new());
        (scheme.gini, scheme.gini_expected, scheme.half) = (None, None, None);
    }
}

const TOO_FEW: &str = "Trop peu de bénéficiaires ces années-là pour que l'attendu soit montré (s).";
