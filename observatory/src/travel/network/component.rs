//! The main part of a network: the largest set of points from each of which every other can be reached and come back.
//!
//! Tarjan's algorithm (1972) without recursion: `petgraph` (0.8.3) writes it recursive, and a road of a million points is a
//! recursion of as many.

use super::Roads;

/// Not visited yet.
const NEW: u32 = u32::MAX;

/// Whether each point is in the largest strongly connected component; of two as large, the one that holds the first point.
pub(super) fn main(roads: &Roads) -> Vec<bool> {
    let component = components(roads);
    let mut sizes = vec![(0_u32, u32::MAX); component.iter().max().map_or(0, |last| *last as usize + 1)];
    for (point, &of) in component.iter().enumerate() {
        let (size, first) = &mut sizes[of as usize];
        *size += 1;
        *first = (*first).min(point as u32);
    }
    let largest = (0..sizes.len()).max_by_key(|&of| (sizes[of].0, std::cmp::Reverse(sizes[of].1)));
    component.iter().map(|&of| Some(of as usize) == largest).collect()
}

/// The component of each point.
fn components(roads: &Roads) -> Vec<u32> {
    let points = roads.len();
    let (mut order, mut low, mut component) = (vec![NEW; points], vec![0; points], vec![NEW; points]);
    let (mut visited, mut found) = (0, 0);
    // Points whose component is not closed yet, and the way back: a point and its next arc to follow.
    let (mut open, mut way): (Vec<u32>, Vec<(u32, u32)>) = (Vec::new(), Vec::new());
    for root in 0..points as u32 {
        if order[root as usize] != NEW {
            continue;
        }
        way.push((root, roads.starts[root as usize]));
        while let Some((point, arc)) = way.pop() {
            let at = point as usize;
            if order[at] == NEW {
                (order[at], low[at]) = (visited, visited);
                visited += 1;
                open.push(point);
            }
            if arc < roads.starts[at + 1] {
                way.push((point, arc + 1));
                let head = roads.heads[arc as usize] as usize;
                if order[head] == NEW {
                    way.push((head as u32, roads.starts[head]));
                } else if component[head] == NEW {
                    low[at] = low[at].min(order[head]);
                }
                continue;
            }
            if low[at] == order[at] {
                while let Some(member) = open.pop() {
                    component[member as usize] = found;
                    if member == point {
                        break;
                    }
                }
                found += 1;
            }
            if let Some((parent, _)) = way.last() {
                low[*parent as usize] = low[*parent as usize].min(low[at]);
            }
        }
    }
    component
}
