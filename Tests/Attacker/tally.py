"""Attacks worlds one after the other, and says what came of it."""
import pathlib
import tempfile


def tally(attack, options, kind="", of="too few"):
    """Attacks `options.worlds` worlds from `options.seed` on; prints each that is broken, and the sums. Whether none was broken."""
    program = str(pathlib.Path(options.program).resolve())
    broken = tried = withheld = figures = protected = unanswered = 0
    seed = options.seed
    with tempfile.TemporaryDirectory() as folder:
        while tried < options.worlds:
            result = attack(program, seed, pathlib.Path(folder))
            if result:
                faults, hidden, count, asked, unknown = result
                tried += 1
                withheld, figures, protected = withheld + hidden, figures + count, protected + asked
                unanswered += unknown
                if faults:
                    broken += 1
                    print(f"{kind and kind + ', '}seed {seed}: " + "; ".join(faults), flush=True)
            seed += 1
    print(
        f"{kind and kind + ': '}{tried} worlds, {broken} broken; {protected} sums of {of} attacked, {unanswered} questions "
        f"unanswered; {withheld} of {figures} figures withheld",
        flush=True,
    )
    return broken == 0 and protected > 0
