"""questiontime, asked with every word in quotes.

Quoted words are found as they are, unstemmed: so totals can be compared with the other peers'.
"""

from tests.benchmarks.peers.ours import Ours
from tests.benchmarks.peers.serving import main

if __name__ == "__main__":
    main(Ours(quoted=True))
