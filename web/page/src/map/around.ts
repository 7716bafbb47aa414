// Names of what surrounds France: seas and neighbours. The only geography the page itself knows; all else is served.
import type { Label } from "./label";

export const SEAS: Label[] = [
  {
    text: "Manche",
    kind: "mer",
    at: [
      [0.6, 50.05],
      [1.2, 50.35],
      [-0.9, 49.75],
      [-2.4, 49.9],
    ],
  },
  {
    text: "Mer du Nord",
    kind: "mer",
    at: [
      [2.2, 51.35],
      [2.6, 51.6],
    ],
  },
  {
    text: "Océan Atlantique",
    kind: "mer",
    at: [
      [-4.2, 46.3],
      [-2.6, 45.6],
      [-51.2, 5.6],
      [-61.6, 15.9],
    ],
  },
  {
    text: "Méditerranée",
    kind: "mer",
    at: [
      [6.0, 42.5],
      [4.2, 42.8],
    ],
  },
  {
    text: "Océan Indien",
    kind: "mer",
    at: [
      [55.2, -21.5],
      [45.0, -13.1],
    ],
  },
];

export const NEIGHBOURS: Label[] = [
  {
    text: "Belgique",
    kind: "pays",
    at: [
      [3.75, 50.75],
      [4.6, 50.5],
    ],
  },
  { text: "Luxembourg", kind: "pays", at: [[6.1, 49.75]] },
  {
    text: "Allemagne",
    kind: "pays",
    at: [
      [7.8, 49.4],
      [8.3, 48.4],
    ],
  },
  { text: "Suisse", kind: "pays", at: [[7.4, 46.75]] },
  { text: "Italie", kind: "pays", at: [[8.0, 44.8]] },
  {
    text: "Espagne",
    kind: "pays",
    at: [
      [-0.6, 42.2],
      [1.6, 41.9],
    ],
  },
  {
    text: "Royaume-Uni",
    kind: "pays",
    at: [
      [0.4, 51.15],
      [-2.0, 51.2],
    ],
  },
  { text: "Suriname", kind: "pays", at: [[-55.0, 4.2]] },
  { text: "Brésil", kind: "pays", at: [[-52.0, 2.0]] },
];
