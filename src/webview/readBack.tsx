import { readBackLinks } from '../whys/guidance';
import type { WhyProps } from './currentWhy';
import { Inline } from './inline';
import { usePage } from './pageContext';
import { linkId } from './view';

/** The chain from this why up to the problem, to be read aloud and ticked link by link: one that does not hold shows at once. */
export function ReadBack({ problem, cause }: WhyProps) {
  const { held, onTick } = usePage();
  const links = readBackLinks(problem, cause.why.label);
  const first = links[0];
  if (!first || cause.why.state === 'ruled out') return null; // what is ruled out is the cause of nothing
  const ticked = links.filter(({ cause, effect }) => held.includes(linkId(cause, effect))).length;
  return (
    <section class="read-back" aria-labelledby="read-back-heading">
      <div class="section-head">
        <h4 id="read-back-heading">Read it back</h4>
        <span class="count">
          {ticked} of {links.length} {links.length === 1 ? 'link holds' : 'links hold'}
        </span>
      </div>
      <ol>
        <li>
          <span />
          <Said text={first.cause} />
        </li>
        {links.map(({ why, cause, effect, text }) => {
          const id = linkId(cause, effect);
          return (
            <li key={why}>
              <span class="therefore">therefore</span>
              <Said text={effect} />
              <label class="tick">
                <input
                  type="checkbox"
                  disabled={!text}
                  checked={text !== '' && held.includes(id)}
                  aria-label={text ? `Holds: ${text}` : 'Holds: not answered yet'}
                  onChange={() => onTick(id)}
                />
                <span aria-hidden="true">{text && held.includes(id) ? 'holds' : 'holds?'}</span>
              </label>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function Said({ text }: { readonly text: string }) {
  return text ? (
    <span>
      <Inline markdown={text} />
    </span>
  ) : (
    <span class="none">no answer yet</span>
  );
}
