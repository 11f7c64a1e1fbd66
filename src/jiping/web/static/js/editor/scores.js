// Self score and rule score side by side, in the form and in the strip above the list.
import { html } from "../ui/html.js";
import { textAt } from "./document.js";

export class Scores {
  constructor({ strip, sheet, words }) {
    Object.assign(this, { strip, sheet, words, card: null });
    sheet.root.addEventListener("drawn", () => this.mark());
  }

  show(card) {
    this.card = card;
    const told = (name, total, grade) => {
      this.strip.querySelector(`[data-total="${name}"]`).textContent = total ?? "—";
      this.strip.querySelector(`[data-grade="${name}"]`).textContent = grade ?? "";
    };
    // Half a form has a sum, but no grade.
    const whole = card.lines.every((line) => line.weight === null || line.self_score !== null);
    told("self", card.self_total, whole ? card.self_grade : null);
    told("rule", card.rule_total, card.rule_grade);
    const why = this.strip.querySelector("[data-notes]");
    why.textContent = card.notes.join("；");
    why.hidden = !why.textContent;
    this.mark();
  }

  /** The line of the scorecard for a row. */
  line(pointer) {
    return this.card?.lines.find((line) => line.pointer === pointer);
  }

  /** Write the rule's score under the self score of each row. */
  mark() {
    for (const mark of this.sheet.root.querySelectorAll(".rule")) mark.remove();
    for (const line of this.card?.lines ?? []) {
      const field = this.sheet.fields.get(`${line.pointer}/score`);
      if (!field) continue;
      const told = (name) => textAt(this.sheet.draft.filing, `${line.pointer}/${name}`);
      // A row in which nothing is written yet has nothing to say.
      if (line.rule_score === null && !["name", "target", "actual", "score"].some(told)) continue;
      const differs = line.rule_score !== null && line.rule_score !== told("score");
      const text = line.rule_score === null ? this.words.ruleNone : this.words.rule(line.rule_score);
      field.after(html`<span class="rule${differs ? " differs" : ""}" title="${this.words.explanation} · ${line.explanation}">${text}</span>`);
    }
  }
}
