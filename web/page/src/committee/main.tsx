// The door of the committee.
import { begin } from "../opening";
import { CommitteePage } from "./page";
import { follow, open } from "./state";
import "../style/font.css";
import "../style/base.css";
import "../style/bar.css";
import "../style/table.css";
import "../style/committee.css";

begin({ open, follow, Page: CommitteePage });
