//! How long a list is: whole where one reckons and where its part is asked for alone; its first rows, and how many others there are, in
//! a document that is read from end to end and keeps to twelve pages.

use lanterne_report::model::Row;

use super::Context;
use super::directory::Length;
use crate::french::ordinal::count;
use crate::french::typography::set;

/// Keeps the first rows of a list that is read from end to end, and tells how many others there are, by their noun: one, several.
pub(super) fn shortened(context: &Context, rows: &mut Vec<Row>, most: usize, noun: [&str; 2]) -> Option<String> {
    let left = left(context.length, rows.len(), most);
    rows.truncate(rows.len() - left);
    (left > 0).then(|| set(&format!("Et {} dans le classeur.", count(left, noun[0], noun[1]))))
}

/// How many rows are left out.
fn left(length: Length, rows: usize, most: usize) -> usize {
    match length {
        Length::Few => rows.saturating_sub(most),
        Length::Page | Length::Sheet => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_short_where_it_is_read_and_whole_where_one_reckons() {
        assert_eq!([left(Length::Few, 16, 6), left(Length::Few, 6, 6), left(Length::Few, 0, 6)], [10, 0, 0]);
        assert_eq!([left(Length::Page, 16, 6), left(Length::Sheet, 16, 6)], [0, 0]);
    }
}
