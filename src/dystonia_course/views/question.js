import { questionCard } from "./question_card.js";
import { answerDesk } from "./question_saving.js";

export function renderQuestion({ model, el: host }) {
  const desk = answerDesk(model);
  const card = questionCard({
    payload: model.get("question"),
    desk,
    attempts: model.get("history"),
    problem: model.get("problem"),
    levels: model.get("levels"),
  });
  const kept = () => card.show(model.get("history"));
  model.on("change:history", kept);
  host.append(card.node);
  return () => {
    model.off("change:history", kept);
    desk.close();
  };
}

export default { render: renderQuestion };
