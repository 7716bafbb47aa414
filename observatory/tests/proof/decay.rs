//! The weight of a distance: every form against its formula, written with a power of e.

use std::f64::consts::E;

use lanterne_observatory::access::{Decay, Form};
use proptest::prelude::*;

use crate::strategy::near;

/// Bands in increasing order, with weights that never grow.
fn bands() -> impl Strategy<Value = Vec<(f64, f64)>> {
    prop::collection::vec((0.5..9.0, 0.0..1.0), 1..6).prop_map(|steps| {
        let (mut end, mut weight) = (0.0, 2.0);
        let next = |(longer, less): (f64, f64)| {
            (end, weight) = (end + longer, weight - less * weight / 2.0);
            (end, weight)
        };
        steps.into_iter().map(next).collect()
    })
}

/// Distances from nothing to far beyond every reach.
fn distance() -> impl Strategy<Value = f64> {
    prop_oneof![4 => 0.0..60.0, 1 => Just(0.0), 1 => (0_u32..60).prop_map(f64::from)]
}

proptest! {
    #[test]
    fn a_bell_is_its_formula(d in distance(), sigma in 3.0..60.0) {
        let decay = Decay::gaussian(sigma).unwrap();
        prop_assert!(near(decay.weight(d), E.powf(-d * d / (2.0 * sigma * sigma)), 1e-12));
        prop_assert_eq!((decay.form(), decay.reach()), (Form::Gaussian, f64::INFINITY));
    }

    #[test]
    fn the_bell_of_dai_is_its_formula(d in distance(), r in 0.5..60.0) {
        let decay = Decay::bounded_gaussian(r).unwrap();
        let printed = (E.powf(-d * d / (2.0 * r * r)) - 1.0 / E.sqrt()) / (1.0 - 1.0 / E.sqrt());
        let expected = if d > r { 0.0 } else { printed };
        prop_assert!((decay.weight(d) - expected).abs() <= 1e-14, "{} is not {}", decay.weight(d), expected);
        prop_assert_eq!((decay.form(), decay.reach(), decay.weight(r)), (Form::BoundedGaussian, r, 0.0));
    }

    #[test]
    fn an_exponential_and_a_power_are_their_formulas(d in distance(), scale in 1.0..60.0, exponent in 0.1..4.0, least in 0.1..9.0) {
        let weight = Decay::exponential(scale).unwrap().weight(d);
        prop_assert!(near(weight, E.powf(-d / scale), 1e-12));
        let counted = if d < least { least } else { d };
        let weight = Decay::power(scale, exponent, least).unwrap().weight(d);
        prop_assert!(near(weight, (exponent * (scale.ln() - counted.ln())).exp(), 1e-12));
    }

    #[test]
    fn a_band_holds_the_distances_up_to_its_end(d in distance(), bands in bands()) {
        let mut expected = 0.0;
        for &(end, weight) in bands.iter().rev() {
            if d <= end {
                expected = weight;
            }
        }
        prop_assert_eq!(Decay::bands(&bands).unwrap().weight(d), expected);
        let reach = bands[0].0;
        prop_assert_eq!(Decay::threshold(reach).unwrap().weight(d), f64::from(u8::from(d <= reach)));
    }

    #[test]
    fn a_reach_cuts_and_changes_nothing_within(d in distance(), reach in 0.0..60.0, sigma in 3.0..60.0, bands in bands()) {
        let forms = [Decay::gaussian(sigma), Decay::bounded_gaussian(sigma), Decay::exponential(sigma), Decay::power(sigma, 1.5, 0.5), Decay::bands(&bands)];
        for whole in forms.map(Result::unwrap) {
            let cut = whole.clone().within(reach).unwrap();
            prop_assert_eq!(cut.weight(d), if d <= reach { whole.weight(d) } else { 0.0 });
            prop_assert_eq!(cut.reach(), reach.min(whole.reach()));
        }
    }

    #[test]
    fn metres_weigh_what_kilometres_do(d in distance(), scale in 3.0..60.0, bands in bands()) {
        let of = |unit: f64| {
            let bands: Vec<(f64, f64)> = bands.iter().map(|band| (band.0 * unit, band.1)).collect();
            let scale = scale * unit;
            [Decay::gaussian(scale), Decay::bounded_gaussian(scale), Decay::exponential(scale), Decay::power(scale, 1.5, 0.5 * unit), Decay::bands(&bands)]
                .map(|decay| decay.unwrap().weight(d * unit))
        };
        // A power of two: no product is rounded.
        prop_assert_eq!(of(1.0), of(1024.0));
    }
}
