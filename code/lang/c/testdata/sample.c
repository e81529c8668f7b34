#include <stdio.h>
#include "missing.h"
#define TWICE(x) ((x) + (x))
#define JOIN(a, b) a##b
#if defined(UNKNOWN) && UNKNOWN(3)
int never;
#endif
typedef unsigned long word;
typedef struct node { struct node *next; word tag : 3; union { int i; float f; }; char name[16]; } node;
enum color { RED, GREEN = 4, BLUE };
static int table[] = { [BLUE] = 1, 2, 3 };
static node head = { .name = "head", .i = 1 };
extern MISSING_API unknown_t *lookup(unknown_t *key, const char *);
int old(a, b) int a; char *b; { return a + *b; }
static int (*handlers[2])(int, char *) = { old, NULL };
int JOIN(ma, in)(int argc, char **argv)
{
	int n = TWICE(argc), i, grid[2][3] = { { 1 }, { 2, 3 } };
	unknown_t *u = lookup(NULL, "a" "b");
	char buf[n + 1];
	for (i = 0; i < n; i++) {
		if (i == 3) continue;
		if (argv[i] == NULL) goto out;
		buf[i] = *argv[i] ? (char)i : 'x';
	}
again:
	switch (n) {
	case RED: n++;
	case 4 ... 6: n <<= 2; break;
	default: { n = sizeof(node) + sizeof buf; }
	case BLUE: return handlers[0](n, buf);
	}
	do { n -= grid[1][2]; } while (n > 10);
	if (n == 5) goto again;
	while ((n = getchar()) != EOF && u) printf("%d\n", n), head.next = &head;
out:
	return ({ int k = n; k; });
}
