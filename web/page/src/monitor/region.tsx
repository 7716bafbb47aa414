// The region shown: in the header, and among the findings on a phone.
import { RegionSelect } from "../region-select";
import { go, view } from "./state";

export const MonitorRegion = ({ hook }: { hook: string }) => (
  <RegionSelect hook={hook} chosen={view.value?.region ?? null} choose={(region) => go({ region, constat: null })} />
);
