//! Journeys from every origin to every site it can reach, as sparse rows. Directed: going is not coming back.

use std::ops::Range;

use crate::Absence;

/// Minutes (or another cost) from origins to sites. A pair that is not there cannot be made: unreachable is an absence,
/// never a big number. An origin or a site the source does not know is absent with its reason, which is not the same as one
/// that can reach nothing, or that nobody can reach.
#[derive(Debug, Clone, PartialEq)]
pub struct Times {
    starts: Vec<u32>,
    columns: Vec<u32>,
    costs: Vec<f64>,
    /// Why an origin has no row; `None`: its row is known, empty or not.
    absent: Vec<Option<Absence>>,
    /// The same of the sites.
    absent_sites: Vec<Option<Absence>>,
}

impl Times {
    /// One row per origin: `(site, minutes)` in any order. Of several journeys to one site the shortest is kept; a site from
    /// `sites` on, and minutes that are negative or not a number, are left out. Every site is known: see [`Times::knowing`].
    ///
    /// ```
    /// use lanterne_observatory::{Absence, travel::Times};
    /// let times = Times::from_rows(3, vec![Ok(vec![(2, 12.0), (0, 30.0)]), Ok(vec![]), Err(Absence::NotPublished)]);
    /// assert_eq!(times.of(0), Ok((&[0, 2][..], &[30.0, 12.0][..])));
    /// assert_eq!(times.of(1), Ok((&[][..], &[][..])), "known, and nothing can be reached");
    /// assert_eq!(times.of(2), Err(Absence::NotPublished));
    /// ```
    #[must_use]
    pub fn from_rows(sites: usize, rows: Vec<Result<Vec<(u32, f64)>, Absence>>) -> Self {
        let mut times = Self {
            starts: vec![0],
            columns: Vec::new(),
            costs: Vec::new(),
            absent: Vec::new(),
            absent_sites: vec![None; sites],
        };
        for row in rows {
            times.absent.push(row.as_ref().err().copied());
            let mut row = row.unwrap_or_default();
            row.retain(|&(site, minutes)| (site as usize) < sites && minutes.is_finite() && minutes >= 0.0);
            row.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
            row.dedup_by_key(|journey| journey.0);
            for (site, minutes) in row {
                times.columns.push(site);
                times.costs.push(minutes);
            }
            times.starts.push(times.columns.len() as u32);
        }
        times
    }

    /// The same, of which the source knows some sites only: of the others it cannot say whether they can be reached. A site that
    /// somebody reaches is known.
    ///
    /// ```
    /// use lanterne_observatory::travel::Times;
    /// let times = Times::from_rows(3, vec![Ok(vec![(0, 5.0)])]).knowing(|site| site == 1);
    /// assert_eq!([0, 1, 2].map(|site| times.knows(site)), [true, true, false]);
    /// ```
    #[must_use]
    pub fn knowing(mut self, known: impl Fn(usize) -> bool) -> Self {
        let mut reached = vec![false; self.sites()];
        for &site in &self.columns {
            reached[site as usize] = true;
        }
        let absence = |site: usize| (!reached[site] && !known(site)).then_some(Absence::NotPublished);
        self.absent_sites = (0..self.sites()).map(absence).collect();
        self
    }

    /// Whether the source knows a site: if it does, a journey that is not there cannot be made.
    #[must_use]
    pub fn knows(&self, site: usize) -> bool {
        self.absent_sites.get(site).is_some_and(Option::is_none)
    }

    /// How many origins.
    #[must_use]
    pub fn origins(&self) -> usize {
        self.absent.len()
    }

    /// How many sites, reached or not.
    #[must_use]
    pub fn sites(&self) -> usize {
        self.absent_sites.len()
    }

    /// How many journeys can be made.
    #[must_use]
    pub fn pairs(&self) -> usize {
        self.columns.len()
    }

    /// The sites that can be reached from an origin, increasing, and the minutes to each. Not published for an origin the
    /// source does not know or that is not there.
    pub fn of(&self, origin: usize) -> Result<(&[u32], &[f64]), Absence> {
        self.span(origin).map(|row| (&self.columns[row.clone()], &self.costs[row]))
    }

    /// Where the journeys of an origin stand in [`Times::columns`] and [`Times::costs`].
    fn span(&self, origin: usize) -> Result<Range<usize>, Absence> {
        match self.absent.get(origin) {
            Some(None) => Ok(self.starts[origin] as usize..self.starts[origin + 1] as usize),
            Some(Some(reason)) => Err(*reason),
            None => Err(Absence::NotPublished),
        }
    }

    /// Where the journeys of each origin begin, and where the last one's end; an absent origin has none.
    pub(crate) fn starts(&self) -> &[u32] {
        &self.starts
    }

    /// Why an origin has no row.
    pub(crate) fn absent(&self) -> &[Option<Absence>] {
        &self.absent
    }

    /// The site of every journey, by origin, then by site.
    pub(crate) fn columns(&self) -> &[u32] {
        &self.columns
    }

    /// The minutes of every journey, in the same order.
    pub(crate) fn costs(&self) -> &[f64] {
        &self.costs
    }

    /// The same journeys by site: rows are sites, columns the origins they can be reached from; an origin that was not known
    /// is a site that is not, and the reverse. Cost: two passes.
    #[must_use]
    pub fn by_site(&self) -> Self {
        let mut starts = vec![0_u32; self.sites() + 1];
        for &site in &self.columns {
            starts[site as usize + 1] += 1;
        }
        for site in 0..self.sites() {
            starts[site + 1] += starts[site];
        }
        let mut next = starts.clone();
        let mut columns = vec![0_u32; self.columns.len()];
        let mut costs = vec![0.0; self.columns.len()];
        for origin in 0..self.origins() {
            for pair in self.starts[origin] as usize..self.starts[origin + 1] as usize {
                let slot = &mut next[self.columns[pair] as usize];
                columns[*slot as usize] = origin as u32;
                costs[*slot as usize] = self.costs[pair];
                *slot += 1;
            }
        }
        Self { starts, columns, costs, absent: self.absent_sites.clone(), absent_sites: self.absent.clone() }
    }
}
