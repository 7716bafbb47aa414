// A choice among words, with its name above it. Refuses to know what is chosen.
import type { ComponentChildren } from "preact";
import { ChevronDown } from "./icon";

interface Choice {
  label: string;
  hook: string;
  look?: string;
  value: string | number | undefined;
  choose: (value: string) => void;
  children: ComponentChildren;
}

export const Select = ({ label, hook, look, value, choose, children }: Choice) => (
  <label class={look}>
    <span>{label}</span>
    <span class="select">
      <select data-test={hook} value={value} onChange={({ currentTarget }) => choose(currentTarget.value)}>
        {children}
      </select>
      <ChevronDown />
    </span>
  </label>
);
