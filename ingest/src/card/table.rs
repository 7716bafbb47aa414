//! A TOML table read field by field, where every fault is kept with its line instead of ending the reading.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::CardFault;

/// The card being read: its text, for lines, and its faults so far.
pub(super) struct Sheet<'i> {
    file: &'i str,
    text: &'i str,
    pub(super) faults: Vec<CardFault>,
}

impl<'i> Sheet<'i> {
    pub(super) fn new(file: &'i str, text: &'i str) -> Self {
        Self { file, text, faults: Vec::new() }
    }

    pub(super) fn fault(&mut self, at: &Range<usize>, field: &str, value: Option<String>, expectation: &str) {
        let before = self.text.get(..at.start.min(self.text.len())).unwrap_or(self.text);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let expectation = expectation.to_owned();
        self.faults.push(CardFault { file: self.file.to_owned(), line, field: field.to_owned(), value, expectation });
    }

    /// The line of the card where a fault is.
    pub(super) fn line(&self, at: &Range<usize>) -> String {
        let start = at.start.min(self.text.len());
        let begin = self.text.get(..start).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
        self.text.get(begin..).unwrap_or_default().lines().next().unwrap_or_default().trim().to_owned()
    }

    fn written(&self, at: &Range<usize>) -> String {
        self.text.get(at.clone()).unwrap_or_default().lines().next().unwrap_or_default().trim_matches('"').to_owned()
    }
}

/// One table of the card: `prefix` names it in faults (`file.`).
pub(super) struct Fields<'t, 'i> {
    table: &'t DeTable<'i>,
    span: Range<usize>,
    prefix: &'static str,
}

impl<'t, 'i> Fields<'t, 'i> {
    pub(super) fn new(table: &'t DeTable<'i>, span: Range<usize>, prefix: &'static str) -> Self {
        Self { table, span, prefix }
    }

    /// A field read by `read`, which answers none for a value that is not what `expectation` says.
    pub(super) fn required<T>(
        &self,
        sheet: &mut Sheet<'_>,
        field: &str,
        expectation: &str,
        read: impl FnOnce(&DeValue<'i>) -> Option<T>,
    ) -> Option<T> {
        if self.value(field).is_none() {
            sheet.fault(&self.span, &self.name(field), None, expectation);
            return None;
        }
        self.optional(sheet, field, expectation, read)
    }

    /// The same, for a field that may be left out.
    pub(super) fn optional<T>(
        &self,
        sheet: &mut Sheet<'_>,
        field: &str,
        expectation: &str,
        read: impl FnOnce(&DeValue<'i>) -> Option<T>,
    ) -> Option<T> {
        let value = self.value(field)?;
        let result = read(value.get_ref());
        if result.is_none() {
            let written = sheet.written(&value.span());
            sheet.fault(&value.span(), &self.name(field), Some(written), expectation);
        }
        result
    }

    /// Every field that is not one of `known` is a fault.
    pub(super) fn refuse_unknown(&self, sheet: &mut Sheet<'_>, known: &[&str]) {
        for key in self.table.keys() {
            if !known.contains(&key.get_ref().as_ref()) {
                let name = self.name(key.get_ref());
                let expectation = format!("un champ connu ({})", known.join(", "));
                sheet.fault(&key.span(), &name, Some(key.get_ref().to_string()), &expectation);
            }
        }
    }

    pub(super) fn value(&self, field: &str) -> Option<&'t Spanned<DeValue<'i>>> {
        self.table.get(field)
    }

    fn name(&self, field: &str) -> String {
        format!("{}{field}", self.prefix)
    }
}

/// A text that says something.
pub(super) fn text(value: &DeValue<'_>) -> Option<String> {
    value.as_str().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// A list, each of whose members is read by `read`.
pub(super) fn list<T>(value: &DeValue<'_>, read: impl Fn(&DeValue<'_>) -> Option<T>) -> Option<Vec<T>> {
    value.as_array()?.iter().map(|one| read(one.get_ref())).collect()
}
