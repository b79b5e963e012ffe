import type { WhyProps } from './currentWhy';
import { Inline } from './inline';
import { readBack } from '../whys/guidance';

/** The chain from this why up to the problem, to be read aloud: a link that does not hold shows at once. */
export function ReadBack({ problem, cause }: WhyProps) {
  const links = readBack(problem, cause.why.label);
  return (
    <section class="read-back" aria-labelledby="read-back-heading">
      <h4 id="read-back-heading">Read it back</h4>
      <ol>
        {links.map((link, place) => (
          <li key={place}>
            <span class="therefore">{place > 0 && 'therefore'}</span>
            {link ? (
              <span>
                <Inline markdown={link} />
              </span>
            ) : (
              <span class="none">no answer yet</span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
