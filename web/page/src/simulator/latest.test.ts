import { describe, expect, it } from "vitest";
import { latest } from "./latest";

/** A server that answers when it is told to. */
function slow() {
  const asked: string[] = [];
  const answers: (() => void)[] = [];
  const send = (question: string) =>
    new Promise<string>((resolve) => {
      asked.push(question);
      answers.push(() => resolve(question.toUpperCase()));
    });
  const rest = async () => {
    for (let i = 0; i < 5; i++) await Promise.resolve();
  };
  return { asked, send, rest, answer: async () => (answers.shift()?.(), rest()) };
}

describe("one question in flight, the latest next", () => {
  it("never sends what is asked in between", async () => {
    const server = slow();
    const told: string[] = [];
    const { ask } = latest(server.send, (_, answer) => told.push(answer));
    ["a", "b", "c", "d"].forEach(ask);
    expect(server.asked).toEqual(["a"]);
    await server.answer();
    expect([server.asked, told]).toEqual([["a", "d"], ["A"]]);
    await server.answer();
    expect(told).toEqual(["A", "D"]);
  });
  it("tells nothing of what was dropped", async () => {
    const server = slow();
    const told: string[] = [];
    const { ask, drop } = latest(server.send, (_, answer) => told.push(answer));
    ask("a");
    ask("b");
    drop();
    await server.answer();
    expect([server.asked, told]).toEqual([["a"], []]);
    ask("c");
    await server.answer();
    expect(told).toEqual(["C"]);
  });
  it("goes on after a failure", async () => {
    const failed: string[] = [];
    const told: string[] = [];
    const { ask } = latest(
      (question: string) => (question === "a" ? Promise.reject(new Error("no")) : Promise.resolve(question)),
      (_, answer) => told.push(answer),
      (question) => failed.push(question),
    );
    ask("a");
    ask("b");
    for (let i = 0; i < 10; i++) await Promise.resolve();
    expect([failed, told]).toEqual([["a"], ["b"]]);
  });
});
