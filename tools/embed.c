/* embed.c - a file as C source, for what the programs carry inside them.
 *
 *   acta-embed NAME FILE > NAME.c     const unsigned char NAME[] and const size_t NAME_bytes
 */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>

enum { BYTES_A_LINE = 24 };

static bool is_name(const char *name) {
    if (!isalpha((unsigned char)name[0]) && name[0] != '_') return false;
    for (; *name != '\0'; name++) {
        if (!isalnum((unsigned char)*name) && *name != '_') return false;
    }
    return true;
}

static size_t write_bytes(FILE *file) {
    size_t count = 0;
    for (int byte; (byte = getc(file)) != EOF; count++) printf("%s%d,", count % BYTES_A_LINE == 0 ? "\n" : "", byte);
    return count;
}

int main(int count, char **arguments) {
    if (count != 3 || !is_name(arguments[1])) {
        fprintf(stderr, "usage: acta-embed NAME FILE\n");
        return 2;
    }
    FILE *file = fopen(arguments[2], "rb");
    if (file == NULL) {
        perror(arguments[2]);
        return 1;
    }
    const char *name = arguments[1];
    printf("#include <stddef.h>\n\nextern const unsigned char %s[];\nextern const size_t %s_bytes;\nconst unsigned char %s[] = {", name, name, name);
    size_t bytes = write_bytes(file);
    /* A zero after the last byte, not counted: text may be read as a string, and an empty file is still an array. */
    printf("\n0};\nconst size_t %s_bytes = %zu;\n", name, bytes);
    bool ok = !ferror(file) && fflush(stdout) == 0 && !ferror(stdout);
    fclose(file);
    if (!ok) perror(arguments[2]);
    return ok ? 0 : 1;
}
