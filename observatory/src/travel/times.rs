//! Journeys from every origin to every site it can reach, as sparse rows. Directed: going is not coming back.

use crate::Absence;

/// Minutes (or another cost) from origins to sites. A pair that is not there cannot be made: unreachable is an absence,
/// never a big number. An origin the source does not know is absent with its reason, which is not the same as an origin
/// from which nothing can be reached.
#[derive(Debug, Clone, PartialEq)]
pub struct Times {
    starts: Vec<u32>,
    columns: Vec<u32>,
    costs: Vec<f64>,
    /// Why an origin has no row; `None`: its row is known, empty or not.
    absent: Vec<Option<Absence>>,
    sites: usize,
}

impl Times {
    /// One row per origin: `(site, minutes)` in any order. Of several journeys to one site the shortest is kept; a site from
    /// `sites` on, and minutes that are negative or not a number, are left out.
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
        let mut times = Self { starts: vec![0], columns: Vec::new(), costs: Vec::new(), absent: Vec::new(), sites };
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

    /// How many origins.
    #[must_use]
    pub fn origins(&self) -> usize {
        self.absent.len()
    }

    /// How many sites, reached or not.
    #[must_use]
    pub const fn sites(&self) -> usize {
        self.sites
    }

    /// How many journeys can be made.
    #[must_use]
    pub fn pairs(&self) -> usize {
        self.columns.len()
    }

    /// The sites that can be reached from an origin, increasing, and the minutes to each. Not published for an origin the
    /// source does not know or that is not there.
    pub fn of(&self, origin: usize) -> Result<(&[u32], &[f64]), Absence> {
        match self.absent.get(origin) {
            Some(None) => {
                let (from, to) = (self.starts[origin] as usize, self.starts[origin + 1] as usize);
                Ok((&self.columns[from..to], &self.costs[from..to]))
            }
            Some(Some(reason)) => Err(*reason),
            None => Err(Absence::NotPublished),
        }
    }

    /// The same journeys by site: rows are sites, columns the origins they can be reached from. Origins without a row are
    /// not told apart from those that reach nothing. Cost: two passes.
    #[must_use]
    pub fn by_site(&self) -> Self {
        let mut starts = vec![0_u32; self.sites + 1];
        for &site in &self.columns {
            starts[site as usize + 1] += 1;
        }
        for site in 0..self.sites {
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
        Self { starts, columns, costs, absent: vec![None; self.sites], sites: self.origins() }
    }
}
