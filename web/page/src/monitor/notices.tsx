// Messages across the page: an answer that failed, words of the link not understood, a lost connection, tiles that lack.
import { LinkProblems, Offline, ProblemBox, TilesMissing } from "../notice";
import { deployment, units } from "./state";

export const MonitorNotices = () => (
  <div class="notices">
    <Offline />
    <LinkProblems />
    <TilesMissing />
    <ProblemBox of={deployment} />
    {!deployment.problem.value && <ProblemBox of={units} />}
  </div>
);
