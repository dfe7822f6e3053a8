// What a kind's module gets to draw a question, as question.py says what a kind is.

/** What the kernel says of a question, beside the public fields of its kind. */
export interface Question {
  id: string;
  kind: string;
  /** HTML: a heading with the prompt, and what the question is worth. */
  heading: string;
  wording: string;
  case: string;
  /** Where its answers are kept; empty where none are. */
  place: string;
  /** Whether it can be checked at once. */
  practice: boolean;
  /** Whether it is asked how sure one is. */
  rated: boolean;
  /** Whether there is a hint. */
  hint: boolean;
  papers: { id: string; title: string }[];
}

/**
 * What the `draw` of a kind gets. An element that shows a part of the answer, an option or a card, bears its id as
 * `data-part`: after a try, the frame marks it right or wrong, and lays into it what the feedback says of it in an
 * element with this id as its `data-reason`. Then the view hears `wellfounded-judged`.
 */
export interface Drawing<Fields, Response> {
  question: Question & Fields;
  /** Null until there is one. */
  response: Response | null;
  /** To be called whenever the learner changes the answer. */
  answer(response: Response): void;
  /** To be called when Enter says that the learner has finished: in practice, it leads to feedback. Prevent what
   * Enter does by itself: it would press what has the focus next. */
  check(): void;
  /** To be called when an answer has come to its end by itself: in practice, it is checked at once. */
  end(): void;
}
