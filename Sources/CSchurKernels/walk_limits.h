#ifndef CSCHURKERNELS_WALK_LIMITS_H
#define CSCHURKERNELS_WALK_LIMITS_H

// Columns of the players of one walk, all together.
#define MOST_COLUMNS 512

#endif
