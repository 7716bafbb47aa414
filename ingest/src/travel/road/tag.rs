//! What the tags of a way say to a car: whether it may be driven, in which directions, how fast.
//!
//! Speeds are those of a whole journey and not of the speedometer: bends, crossings and other cars are in them. Without a
//! sign a class of road has its own; with one, four fifths of what the sign allows (the share OSRM's car profile takes), and
//! never more than a third above the class: a lane outside a town may be driven at 80 and is not. Checked on the ways of
//! Andorra by an independent reading (`tests/oracle/check_road_network.py`, same rules written in Python).
//!
//! Refuses to know turns, lights, weight and the hour: a restriction that depends on them is not read.

/// Speed of each class without a sign, km/h. A class that is not here is not for cars.
const CLASSES: [(&str, f64); 15] = [
    ("motorway", 110.0),
    ("motorway_link", 60.0),
    ("trunk", 85.0),
    ("trunk_link", 50.0),
    ("primary", 65.0),
    ("primary_link", 40.0),
    ("secondary", 60.0),
    ("secondary_link", 35.0),
    ("tertiary", 50.0),
    ("tertiary_link", 30.0),
    ("unclassified", 40.0),
    ("residential", 25.0),
    ("road", 30.0),
    ("service", 15.0),
    ("living_street", 12.0),
];
/// Share of the sign that a journey keeps.
const SIGN_SHARE: f64 = 0.8;
/// How much faster than its class a sign may make a road.
const CLASS_SHARE: f64 = 4.0 / 3.0;
/// A ferry that does not say how long it takes, km/h.
const FERRY_KMH: f64 = 15.0;
/// From the closest word to the widest: the first that is there decides.
const ACCESS: [&str; 4] = ["motorcar", "motor_vehicle", "vehicle", "access"];
const DENIED: [&str; 9] =
    ["no", "private", "agricultural", "forestry", "agricultural;forestry", "emergency", "military", "psv", "bus"];
/// What stops a car unless a word of [`ACCESS`] says otherwise.
const BARRIERS: [&str; 9] =
    ["bollard", "block", "jersey_barrier", "log", "debris", "kissing_gate", "stile", "turnstile", "cycle_barrier"];
const KMH_PER_MPH: f64 = 1.609_344;

/// How fast a way is driven.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Pace {
    /// At this speed, km/h.
    Kmh(f64),
    /// The whole way in this time, seconds: a ferry's timetable.
    Whole(f64),
}

/// A way for cars: its pace in the order of its points and against it, where each is allowed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Drivable {
    pub(crate) along: Option<Pace>,
    pub(crate) against: Option<Pace>,
}

/// The words of a way or of a point.
pub(crate) struct Tags<'a>(pub(crate) Vec<(&'a str, &'a str)>);

impl Tags<'_> {
    fn word(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| *known == key).map(|(_, value)| *value)
    }

    /// The closest word that says who may pass.
    fn access(&self) -> Option<&str> {
        ACCESS.iter().find_map(|key| self.word(key))
    }

    fn is_denied(&self) -> bool {
        self.access().is_some_and(|word| DENIED.contains(&word))
    }

    /// Whether a car stops at this point of a way.
    pub(crate) fn stops(&self) -> bool {
        let stands = self.word("barrier").is_some_and(|barrier| BARRIERS.contains(&barrier));
        self.is_denied() && self.word("barrier").is_some() || stands && self.access().is_none()
    }

    /// The way as a car may drive it; `None`: it may not.
    pub(crate) fn drivable(&self) -> Option<Drivable> {
        if self.is_denied() || self.word("area") == Some("yes") {
            return None;
        }
        if self.word("route") == Some("ferry") {
            let taken = self.access().is_some_and(|word| matches!(word, "yes" | "designated" | "permissive"));
            let pace = self.word("duration").and_then(seconds).map_or(Pace::Kmh(FERRY_KMH), Pace::Whole);
            return taken.then(|| self.directed(Some(pace), Some(pace)));
        }
        let class = self.word("highway")?;
        let (_, kmh) = CLASSES.iter().find(|(known, _)| *known == class)?;
        let sign = |way: &str| self.word(way).or_else(|| self.word("maxspeed")).and_then(limit);
        let pace = |way: &str| sign(way).map_or(*kmh, |sign| (sign * SIGN_SHARE).min(kmh * CLASS_SHARE));
        Some(self.directed(Some(Pace::Kmh(pace("maxspeed:forward"))), Some(Pace::Kmh(pace("maxspeed:backward")))))
            .filter(|way| way.along.is_some() || way.against.is_some())
    }

    /// One way or both. A roundabout and a motorway go one way without saying so.
    fn directed(&self, along: Option<Pace>, against: Option<Pace>) -> Drivable {
        let round = matches!(self.word("junction"), Some("roundabout" | "circular"));
        let implied = round || self.word("highway") == Some("motorway");
        match self.word("oneway:motor_vehicle").or_else(|| self.word("oneway")) {
            Some("yes" | "true" | "1") => Drivable { along, against: None },
            Some("-1" | "reverse") => Drivable { along: None, against },
            Some("reversible") => Drivable { along: None, against: None },
            Some("no" | "false" | "0" | "alternating") => Drivable { along, against },
            _ => Drivable { along, against: against.filter(|_| !implied) },
        }
    }
}

/// The speed of a sign, km/h; `None` where it is not one number.
fn limit(sign: &str) -> Option<f64> {
    let kmh = match sign {
        "none" => 130.0,
        "walk" => 6.0,
        _ => match sign.split_once(':') {
            Some((_, "motorway")) => 130.0,
            Some((_, "trunk")) => 110.0,
            Some((_, "rural")) => 80.0,
            Some((_, "urban")) => 50.0,
            Some((_, "zone30" | "zone:30")) => 30.0,
            Some((_, "living_street")) => 20.0,
            Some(_) => return None,
            None => {
                let (number, unit) = sign.split_once(' ').unwrap_or((sign, ""));
                let number: f64 = number.parse().ok()?;
                number * if unit == "mph" { KMH_PER_MPH } else { 1.0 }
            }
        },
    };
    (kmh.is_finite() && kmh >= 5.0).then_some(kmh)
}

/// A duration as written: `90` (minutes), `1:30`, `1:30:00`, `PT1H30M`.
fn seconds(duration: &str) -> Option<f64> {
    let total = if let Some(iso) = duration.strip_prefix("PT") {
        let (mut total, mut digits) = (0.0, String::new());
        for letter in iso.chars() {
            let unit = match letter {
                'H' => 3_600.0,
                'M' => 60.0,
                'S' => 1.0,
                digit => {
                    digits.push(digit);
                    continue;
                }
            };
            total += digits.parse::<f64>().ok()? * unit;
            digits.clear();
        }
        total
    } else {
        let parts: Option<Vec<f64>> = duration.split(':').map(|part| part.trim().parse().ok()).collect();
        match parts?.as_slice() {
            [minutes] => minutes * 60.0,
            [hours, minutes] => hours * 3_600.0 + minutes * 60.0,
            [hours, minutes, seconds] => hours * 3_600.0 + minutes * 60.0 + seconds,
            _ => return None,
        }
    };
    (total.is_finite() && total > 0.0).then_some(total)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn drivable(tags: &[(&'static str, &'static str)]) -> Option<Drivable> {
        Tags(tags.to_vec()).drivable()
    }

    fn both(kmh: f64) -> Option<Drivable> {
        Some(Drivable { along: Some(Pace::Kmh(kmh)), against: Some(Pace::Kmh(kmh)) })
    }

    #[test]
    fn a_sign_counts_for_four_fifths_and_never_makes_a_lane_a_motorway() {
        assert_eq!(drivable(&[("highway", "primary")]), both(65.0));
        assert_eq!(drivable(&[("highway", "primary"), ("maxspeed", "90")]), both(72.0));
        assert_eq!(drivable(&[("highway", "residential"), ("maxspeed", "80")]), both(25.0 * CLASS_SHARE));
        assert_eq!(drivable(&[("highway", "trunk"), ("maxspeed", "FR:trunk")]), both(88.0));
        assert_eq!(drivable(&[("highway", "primary"), ("maxspeed", "90;30;90")]), both(65.0), "no one number");
        assert_eq!(drivable(&[("highway", "footway")]), None);
    }

    #[test]
    fn a_direction_is_said_or_implied() {
        let ways = |tags: &[(&'static str, &'static str)]| {
            let way = drivable(&[tags, &[("highway", "secondary")]].concat()).unwrap();
            (way.along.is_some(), way.against.is_some())
        };
        assert_eq!(ways(&[]), (true, true));
        assert_eq!(ways(&[("oneway", "yes")]), (true, false));
        assert_eq!(ways(&[("oneway", "-1")]), (false, true));
        assert_eq!(ways(&[("junction", "roundabout")]), (true, false));
        assert_eq!(ways(&[("junction", "roundabout"), ("oneway", "no")]), (true, true));
        assert_eq!(drivable(&[("highway", "motorway")]).unwrap().against, None);
        assert_eq!(drivable(&[("highway", "secondary"), ("oneway", "reversible")]), None);
    }

    #[test]
    fn the_closest_word_says_who_may_pass() {
        assert!(drivable(&[("highway", "service"), ("access", "private")]).is_none());
        assert!(drivable(&[("highway", "service"), ("access", "no"), ("motor_vehicle", "yes")]).is_some());
        assert!(drivable(&[("highway", "service"), ("access", "destination")]).is_some());
        assert!(drivable(&[("highway", "service"), ("vehicle", "forestry")]).is_none());
        assert!(Tags(vec![("barrier", "bollard")]).stops());
        assert!(!Tags(vec![("barrier", "gate")]).stops());
        assert!(Tags(vec![("barrier", "gate"), ("access", "private")]).stops());
        assert!(!Tags(vec![("barrier", "bollard"), ("motor_vehicle", "yes")]).stops());
    }

    #[test]
    fn a_ferry_takes_cars_only_if_it_says_so_and_as_long_as_it_says() {
        assert!(drivable(&[("route", "ferry"), ("duration", "01:30")]).is_none());
        let way = |duration| drivable(&[("route", "ferry"), ("motor_vehicle", "yes"), ("duration", duration)]).unwrap();
        for (written, read) in [("01:30", 5_400.0), ("90", 5_400.0), ("PT1H30M", 5_400.0), ("0:10:30", 630.0)] {
            assert_eq!(way(written).against, Some(Pace::Whole(read)), "{written}");
        }
        assert_eq!(way("longtemps").along, Some(Pace::Kmh(FERRY_KMH)));
    }
}
