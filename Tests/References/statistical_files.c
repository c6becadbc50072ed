/* Writes the columns y, x, area and day of people.csv as people.sas7bdat, by the writer of ReadStat:

       cc statistical_files.c -lreadstat -o sas && ./sas people.csv people.sas7bdat

   Its values were checked with pandas.read_sas, which does not use ReadStat. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <readstat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static ssize_t write_bytes(const void *bytes, size_t count, void *context) {
    return write(*(int *)context, bytes, count);
}

/* One field of a line, quotes taken away; moves behind it. */
static void field(char **from, char *to) {
    char *cursor = *from;
    int quoted = *cursor == '"';
    if (quoted) cursor++;
    while (*cursor && *cursor != '\n') {
        if (quoted && *cursor == '"') {
            if (cursor[1] != '"') { cursor++; break; }
            cursor++;
        } else if (!quoted && *cursor == ',') {
            break;
        }
        *to++ = *cursor++;
    }
    *to = 0;
    *from = *cursor == ',' ? cursor + 1 : cursor;
}

int main(int count, char **arguments) {
    if (count != 3) return 2;
    FILE *input = fopen(arguments[1], "r");
    int output = open(arguments[2], O_CREAT | O_WRONLY | O_TRUNC, 0644);
    char line[1024], cells[8][256];
    int rows = -1;
    while (fgets(line, sizeof line, input)) rows++;
    rewind(input);
    readstat_writer_t *writer = readstat_writer_init();
    readstat_set_data_writer(writer, write_bytes);
    readstat_variable_t *y = readstat_add_variable(writer, "y", READSTAT_TYPE_DOUBLE, 0);
    readstat_variable_t *x = readstat_add_variable(writer, "x", READSTAT_TYPE_DOUBLE, 0);
    readstat_variable_t *area = readstat_add_variable(writer, "area", READSTAT_TYPE_STRING, 40);
    readstat_variable_t *day = readstat_add_variable(writer, "day", READSTAT_TYPE_DOUBLE, 0);
    readstat_variable_set_format(day, "DATE9");
    readstat_begin_writing_sas7bdat(writer, &output, rows);
    if (!fgets(line, sizeof line, input)) return 1;
    while (fgets(line, sizeof line, input)) {
        char *cursor = line;
        for (int cell = 0; cell < 8; cell++) field(&cursor, cells[cell]);
        readstat_begin_row(writer);
        readstat_insert_double_value(writer, y, atof(cells[0]));
        if (*cells[1]) readstat_insert_double_value(writer, x, atof(cells[1]));
        else readstat_insert_missing_value(writer, x);
        readstat_insert_string_value(writer, area, cells[5]);
        struct tm parts = {0};
        strptime(cells[6], "%Y-%m-%d", &parts);
        readstat_insert_double_value(writer, day, (double)(timegm(&parts) / 86400 + 3653));
        readstat_end_row(writer);
    }
    return readstat_end_writing(writer) == READSTAT_OK ? 0 : 1;
}
